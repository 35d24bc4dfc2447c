import { hash } from 'node:crypto';
import { html } from './html.ts';

/** The style of every page: plain, readable in the dark, without anything that would have to be fetched. */
export const STYLE = html`
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; }
dt { font-weight: 600; margin-top: .75rem; }
dd { margin: 0; overflow-wrap: anywhere; }
form { display: inline-block; margin: 1rem 1rem 0 0; }
button { font: inherit; padding: .5rem 1rem; }
`;

/** Names the style to the browser: nothing else on a page may style it (CSP Level 3, hash sources). */
export const STYLE_SOURCE = `'sha256-${hash('sha256', STYLE.text, 'base64')}'`;
