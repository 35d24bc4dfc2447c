/** A dollar before a brace, which a template would take for its own. */
const D = '$';

/**
 * What a shell is told once, so that it asks `rolecall complete` at each tab. None of them evaluates what was typed: a line that is
 * being typed is not yet a command, and a substitution in it must not run.
 */
export const SCRIPTS = {
  bash: String.raw`# bash completion for rolecall: eval "$(rolecall completion bash)"
_rolecall() {
    local rest=${D}{COMP_LINE:0:COMP_POINT} word i
    local -a words=()
    # bash splits words at : and =, of which ARNs are full: what no blank parts belongs together.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${D}{COMP_WORDS[i]}
        if ((i > 0)) && [[ $rest != [[:space:]]* ]]; then
            words[${D}{#words[@]}-1]+=${D}{rest:0:${D}{#word}}
        else
            rest=${D}{rest#"${D}{rest%%[![:space:]]*}"}
            words+=("${D}{rest:0:${D}{#word}}")
        fi
        rest=${D}{rest:${D}{#word}}
    done
    local current=${D}{words[${D}{#words[@]}-1]} cut= line files=
    # Only what stands behind the last of its breaks is replaced.
    if [[ $COMP_WORDBREAKS == *:* && $current == *:* ]]; then cut=${D}{current%"${D}{current##*:}"}; fi
    if [[ $COMP_WORDBREAKS == *=* && ${D}{current#"$cut"} == *=* ]]; then
        local behind=${D}{current#"$cut"}
        cut+=${D}{behind%"${D}{behind##*=}"}
    fi
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then files=1; continue; fi
        line=${D}{line%%$'\t'*}
        line=${D}{line#"$cut"}
        if [[ $line == *[!A-Za-z0-9_./:=@%+,~-]* ]]; then printf -v line %q "$line"; fi
        COMPREPLY+=("$line")
    done < <(command rolecall complete -- "${D}{words[@]:1}" 2>/dev/null)
    if [[ -n $files ]]; then compopt -o default; fi
    if ((${D}{#COMPREPLY[@]} == 1)) && [[ ${D}{COMPREPLY[0]} == *[/=] ]]; then compopt -o nospace; fi
}
complete -F _rolecall rolecall
`,
  zsh: String.raw`#compdef rolecall
# zsh completion for rolecall: eval "$(rolecall completion zsh)", or in a file _rolecall of a folder of $fpath
_rolecall() {
    local line files=
    local -a words_ shown open open_shown
    for line in "${D}{(@f)$(command rolecall complete -- "${D}{(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case $line in
            '') ;;
            :files) files=1 ;;
            *)
                local word=${D}{line%%$'\t'*}
                local text=${D}{line/$'\t'/  -- }
                if [[ $word == *[/=] ]]; then open+=("$word"); open_shown+=("$text")
                else words_+=("$word"); shown+=("$text"); fi ;;
        esac
    done
    (( ${D}{#words_} )) && compadd -l -d shown -a -- words_
    (( ${D}{#open} )) && compadd -S '' -l -d open_shown -a -- open
    [[ -n $files ]] && _files
    return 0
}
if [[ ${D}{funcstack[1]} == _rolecall ]]; then _rolecall "$@"; else compdef _rolecall rolecall; fi
`,
  fish: `# fish completion for rolecall: rolecall completion fish | source
function __rolecall_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct | string unescape)
    set -l lines (command rolecall complete -- $before[2..-1] "$current" 2>/dev/null)
    if contains -- :files $lines
        __fish_complete_path "$current"
    end
    string match -v -- :files $lines
end
complete -c rolecall -f -a '(__rolecall_complete)'
`,
  powershell: `# PowerShell completion for rolecall: rolecall completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName rolecall -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        Select-Object -Skip 1 |
        ForEach-Object { if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text } })
    $program = Get-Command rolecall -CommandType Application, ExternalScript -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($null -eq $program) { return }
    & $program complete '--' @before "$wordToComplete" 2>$null | ForEach-Object {
        if ($_ -eq ':files') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
        } else {
            $word, $about = $_ -split [char]9, 2
            if (-not $about) { $about = $word }
            $text = if ($word -match '[^A-Za-z0-9_./:=@%+,~-]') { "'" + $word.Replace("'", "''") + "'" } else { $word }
            [System.Management.Automation.CompletionResult]::new($text, $word, 'ParameterValue', $about)
        }
    }
}
`,
} as const;

export type Shell = keyof typeof SCRIPTS;
