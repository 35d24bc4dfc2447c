import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

const HOSTS: readonly [host: string, isOwn: boolean][] = [
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['[::1]', true],
  ['127.example.com', false],
  ['0127.0.0.1', false],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['::', false],
  ['localhost.example.com', false],
  ['', false],
];

it.each(HOSTS)('%j: %j', (host, isOwn) => expect(isLoopback(host)).toBe(isOwn));
