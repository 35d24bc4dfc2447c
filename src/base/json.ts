import { setKey } from './set-key.ts';

/**
 * A strict JSON reader (RFC 8259) that keeps what `JSON.parse` throws away: where each value stands in the text,
 * every member in its order, and whether a name was written twice. `JSON.parse` keeps the last of two equal names, so
 * a document could read `Deny` to a person and `Allow` to the engine (security.md H01).
 *
 * Members are a list, never properties of an object, so `__proto__` is a name like any other (H02).
 */
export function readJson(text: string, limits: Partial<JsonLimits> = {}): JsonResult {
  const { maxLength, maxDepth } = { ...defaultLimits, ...limits };
  if (text.length > maxLength) return { ok: false, reason: 'size', offset: maxLength };
  const reader = new Reader(text, maxDepth);
  const value = reader.document();
  return value === undefined ? { ok: false, ...reader.failure } : { ok: true, value };
}

export interface JsonLimits {
  /** UTF-16 code units. */
  readonly maxLength: number;
  /** Arrays and objects inside one another; it also bounds the reader's own recursion. */
  readonly maxDepth: number;
}

const defaultLimits: JsonLimits = { maxLength: 131_072, maxDepth: 32 };

export type JsonResult = { readonly ok: true; readonly value: Json } | ({ readonly ok: false } & JsonFailure);

export interface JsonFailure {
  /** `syntax`: not JSON. `duplicate`: a name twice in one object, after its escapes were read. The others: a limit. */
  readonly reason: 'syntax' | 'duplicate' | 'depth' | 'size';
  readonly offset: number;
}

/** A value, with the offsets of its first character and just past its last one. */
export type Json = { readonly start: number; readonly end: number } & (
  | { readonly type: 'object'; readonly members: readonly JsonMember[] }
  | { readonly type: 'array'; readonly items: readonly Json[] }
  | { readonly type: 'string'; readonly value: string }
  /** A number keeps its spelling: nothing is rounded before the reader of the number decides. */
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
);

export interface JsonMember {
  readonly name: string;
  /** Offset of the name's opening quote. */
  readonly start: number;
  readonly value: Json;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const CONTROL = /[\x00-\x1f]/g;
const FOUR_HEX = /^[0-9A-Fa-f]{4}$/;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Among so few names, looking at each is faster than a set. */
const FEW = 8;

/**
 * Not a literal, because strings outlive their document: V8 learns where literals come from that are kept, and then puts
 * all from there among the old objects, which are costly to be rid of. Of what a constructor makes it learns nothing.
 */
class JsonString {
  readonly type = 'string';
  readonly value: string;
  readonly start: number;
  readonly end: number;

  constructor(value: string, start: number, end: number) {
    this.value = value;
    this.start = start;
    this.end = end;
  }
}

/** Each method reads one thing at `#at`; `undefined` means that `failure` says why it could not. */
class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;
  #nextBackslash = -1;
  #nextControl = -1;
  failure: JsonFailure = { reason: 'syntax', offset: 0 };

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  document(): Json | undefined {
    this.#skipSpace();
    const value = this.#value(0);
    if (value === undefined) return undefined;
    this.#skipSpace();
    return this.#at === this.#text.length ? value : this.#fail('syntax');
  }

  #value(depth: number): Json | undefined {
    const start = this.#at;
    switch (this.#text[start]) {
      case '{':
        return depth < this.#maxDepth ? this.#object(start, depth + 1) : this.#fail('depth');
      case '[':
        return depth < this.#maxDepth ? this.#array(start, depth + 1) : this.#fail('depth');
      case '"': {
        const value = this.#string();
        return value === undefined ? undefined : new JsonString(value, start, this.#at);
      }
      case 't':
        return this.#word('true') ? { type: 'boolean', value: true, start, end: this.#at } : this.#fail('syntax');
      case 'f':
        return this.#word('false') ? { type: 'boolean', value: false, start, end: this.#at } : this.#fail('syntax');
      case 'n':
        return this.#word('null') ? { type: 'null', start, end: this.#at } : this.#fail('syntax');
      default:
        return this.#number(start);
    }
  }

  #object(start: number, depth: number): Json | undefined {
    const members: JsonMember[] = [];
    let names: Set<string> | undefined;
    this.#at++;
    this.#skipSpace();
    if (this.#take('}')) return { type: 'object', members, start, end: this.#at };
    for (;;) {
      this.#skipSpace();
      const nameStart = this.#at;
      const name = this.#text.charCodeAt(nameStart) === QUOTE ? this.#string() : this.#fail('syntax');
      if (name === undefined) return undefined;
      if (members.length < FEW) {
        for (const member of members) if (member.name === name) return this.#fail('duplicate', nameStart);
      } else {
        names ??= new Set(members.map((member) => setKey(member.name)));
        if (names.has(setKey(name))) return this.#fail('duplicate', nameStart);
        names.add(setKey(name));
      }
      this.#skipSpace();
      if (!this.#take(':')) return this.#fail('syntax');
      this.#skipSpace();
      const value = this.#value(depth);
      if (value === undefined) return undefined;
      members.push({ name, start: nameStart, value });
      this.#skipSpace();
      if (this.#take(',')) continue;
      if (this.#take('}')) return { type: 'object', members, start, end: this.#at };
      return this.#fail('syntax');
    }
  }

  #array(start: number, depth: number): Json | undefined {
    const items: Json[] = [];
    this.#at++;
    this.#skipSpace();
    if (this.#take(']')) return { type: 'array', items, start, end: this.#at };
    for (;;) {
      this.#skipSpace();
      const item = this.#value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      this.#skipSpace();
      if (this.#take(',')) continue;
      if (this.#take(']')) return { type: 'array', items, start, end: this.#at };
      return this.#fail('syntax');
    }
  }

  /** Nearly all strings are plain. The engine finds their ends many times as fast as a loop here could. */
  #string(): string | undefined {
    const from = this.#at + 1;
    const end = this.#text.indexOf('"', from);
    if (end < 0 || !this.#isPlain(from, end)) return this.#stringByUnits();
    this.#at = end + 1;
    return this.#text.slice(from, end);
  }

  /** Whether neither a backslash nor a control character stands there. Both are looked for ahead, and each part of the text once. */
  #isPlain(from: number, end: number): boolean {
    const text = this.#text;
    if (this.#nextBackslash < from) {
      const found = text.indexOf('\\', from);
      this.#nextBackslash = found < 0 ? text.length : found;
    }
    if (this.#nextControl < from) {
      CONTROL.lastIndex = from;
      this.#nextControl = CONTROL.test(text) ? CONTROL.lastIndex - 1 : text.length;
    }
    return end <= this.#nextBackslash && end <= this.#nextControl;
  }

  #stringByUnits(): string | undefined {
    const text = this.#text;
    let value = '';
    let from = this.#at + 1;
    for (let at = from; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) {
        this.#at = at + 1;
        return value + text.slice(from, at);
      }
      if (unit === BACKSLASH) {
        value += text.slice(from, at);
        this.#at = at + 1;
        const escaped = this.#escape();
        if (escaped === undefined) return undefined;
        value += escaped;
        from = this.#at;
        at = from - 1;
      } else if (unit < 0x20) return this.#fail('syntax', at);
    }
    return this.#fail('syntax', text.length);
  }

  #escape(): string | undefined {
    const letter = this.#text.charAt(this.#at);
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 1, this.#at + 5);
      if (!FOUR_HEX.test(digits)) return this.#fail('syntax');
      this.#at += 5;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = ESCAPES.get(letter);
    if (character === undefined) return this.#fail('syntax');
    this.#at++;
    return character;
  }

  #number(start: number): Json | undefined {
    NUMBER.lastIndex = start;
    if (!NUMBER.test(this.#text)) return this.#fail('syntax');
    this.#at = NUMBER.lastIndex;
    return { type: 'number', text: this.#text.slice(start, this.#at), start, end: this.#at };
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    // Never past the end, where charCodeAt gives NaN: code that has seen it once is slower ever after.
    while (this.#at < this.#text.length) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.#at++;
    }
  }

  #fail(reason: JsonFailure['reason'], offset = this.#at): undefined {
    this.failure = { reason, offset };
    return undefined;
  }
}
