import type { KeyObject } from 'node:crypto';
import * as idp from '../../src/federation/saml/signer.testing.ts';

/**
 * Signature wrapping (security.md E01): a response that an identity provider signed, taken apart and put together again, so
 * that its signature still covers what it covered and a reader finds something else. XSW1 to XSW8 are the eight ways that
 * were first described; each is done to a signed assertion, a signed response and to both, with what was signed put
 * away in five places, and under an id of its own or that of what was signed.
 */
export interface Wrapped {
  readonly name: string;
  readonly hostile: string;
  /** What it was made of: to be accepted, or the test would show nothing. */
  readonly control: string;
}

export const SIGNED = ['assertion', 'response', 'both'] as const;
export const PLACES = ['dropped', 'beside', 'Advice', 'Extensions', 'Object'] as const;
export const WAYS = ['XSW1', 'XSW2', 'XSW3', 'XSW4', 'XSW5', 'XSW6', 'XSW7', 'XSW8'] as const;

type Place = (typeof PLACES)[number];

/** All of them; `evil` are the attributes that nobody signed. */
export function wrapped(nowSeconds: number, key: KeyObject, evil: idp.Wanted['attributes']): Wrapped[] {
  let count = 0;
  const all: Wrapped[] = [];
  for (const signed of SIGNED) {
    for (const way of WAYS) {
      for (const place of PLACES) {
        for (const sameId of [true, false]) {
          const id = `w${count++}`;
          const wanted: idp.Wanted = { nowSeconds, key, sign: signed, assertionId: `_a${id}`, responseId: `_r${id}` };
          const name = `${way}, ${signed} signed, the original ${place}, ${sameId ? 'the same id' : 'another id'}`;
          const control = idp.issue(wanted);
          const hostile =
            signed === 'response'
              ? wrapResponse(wanted, way, place, sameId, evil)
              : wrapAssertion(wanted, way, place, sameId, evil);
          all.push({ name, hostile, control });
        }
      }
    }
  }
  return all;
}

/** The original is the assertion; where the response is signed too, its signature stays where it was. */
function wrapAssertion(
  wanted: idp.Wanted,
  way: string,
  place: Place,
  sameId: boolean,
  attributes: idp.Wanted['attributes'],
): string {
  const signature = idp.signatureOf(idp.assertion(wanted), wanted.assertionId!, wanted);
  const bare = idp.assertion(wanted);
  const original = idp.assertion(wanted, signature);
  const around =
    wanted.sign === 'both' ? idp.signatureOf(idp.response(wanted, original), wanted.responseId!, wanted) : '';
  const evil = (own = '', last = '') =>
    idp.assertion(
      {
        ...wanted,
        attributes: attributes!,
        assertionId: sameId ? wanted.assertionId! : `${wanted.assertionId}e`,
        last,
      },
      own,
    );
  const response = (content: string, own = '') => idp.response(wanted, content, around + own);
  const { beside, advice, extensions, object } = placed(place);

  switch (way) {
    case 'XSW1':
      return response(extensions(bare) + evil('', advice(bare)) + beside(bare), object(signature, bare));
    case 'XSW2':
      return response(extensions(bare) + beside(bare) + evil('', advice(bare)) + object(signature, bare));
    case 'XSW3':
      return response(extensions(original) + evil(object('', original), advice(original)) + beside(original));
    case 'XSW4':
      return response(extensions(original) + evil(object('', original), advice(original) + beside(original)));
    case 'XSW5':
      return response(extensions(bare) + evil(object(signature, bare), advice(bare)) + beside(bare));
    case 'XSW6':
      return response(extensions(bare) + evil(into(signature, bare), advice(bare)) + beside(bare) + object('', bare));
    case 'XSW7':
      return response(
        `<samlp:Extensions>${evil(object('', bare), advice(bare))}</samlp:Extensions>${extensions(bare)}${original}${beside(bare)}`,
      );
    default:
      return response(
        extensions(bare) +
          evil(into(signature, `<ds:Object>${original}</ds:Object>`), advice(bare)) +
          beside(bare) +
          object('', bare),
      );
  }
}

/** The original is the whole response, inside of another. */
function wrapResponse(
  wanted: idp.Wanted,
  way: string,
  place: Place,
  sameId: boolean,
  attributes: idp.Wanted['attributes'],
): string {
  const bare = idp.response(wanted, idp.assertion(wanted));
  const signature = idp.signatureOf(bare, wanted.responseId!, wanted);
  const original = idp.response(wanted, idp.assertion(wanted), signature);
  const evil = (last = '') =>
    idp.assertion({ ...wanted, attributes: attributes!, assertionId: `${wanted.assertionId}e`, last });
  const outside = { ...wanted, responseId: sameId ? wanted.responseId! : `${wanted.responseId}e` };
  const response = (content: string, own = '') => idp.response(outside, content, own);
  const { beside, advice, extensions, object } = placed(place);

  switch (way) {
    case 'XSW1':
      return response(extensions(bare) + evil(advice(bare)) + beside(bare), into(object(signature, bare), bare));
    case 'XSW2':
      return response(extensions(bare) + evil(advice(bare)), beside(bare) + object(signature, bare));
    case 'XSW3':
      return response(extensions(original) + evil(advice(original)) + beside(original), object('', original));
    case 'XSW4':
      return response(extensions(original) + evil(advice(original) + beside(original)), object('', original));
    case 'XSW5':
      return response(extensions(bare) + evil(advice(bare)) + beside(bare), object(signature, bare));
    case 'XSW6':
      return response(extensions(bare) + evil(into(object(signature, bare), bare) + advice(bare)) + beside(bare));
    case 'XSW7':
      return original.replace(
        '<samlp:Status>',
        `<samlp:Extensions>${evil(advice(bare))}</samlp:Extensions>${extensions(bare)}${object('', bare)}${beside(evil())}<samlp:Status>`,
      );
    default:
      return response(
        extensions(bare) + evil(advice(bare)) + beside(bare),
        into(object(signature, bare), `<ds:Object>${original}</ds:Object>`),
      );
  }
}

/** How what was signed is put away: in one of these ways, and not in the others. */
function placed(place: Place) {
  const here = (where: Place, make: (content: string) => string) => (content: string) =>
    place === where ? make(content) : '';
  return {
    beside: here('beside', (content) => content),
    advice: here('Advice', (content) => `<saml:Advice>${content}</saml:Advice>`),
    extensions: here('Extensions', (content) => `<samlp:Extensions>${content}</samlp:Extensions>`),
    /** The signature with it inside; a signature of nothing where there is none. */
    object: (signature: string, content: string) => {
      if (place !== 'Object') return signature;
      const inside = `<ds:Object xmlns:ds="${idp.DS}">${content}</ds:Object>`;
      return signature === '' ? `<ds:Signature xmlns:ds="${idp.DS}">${inside}</ds:Signature>` : into(signature, inside);
    },
  };
}

const into = (signature: string, content: string): string =>
  signature.replace('</ds:Signature>', `${content}</ds:Signature>`);
