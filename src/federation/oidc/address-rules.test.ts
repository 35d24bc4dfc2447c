import { describe, expect, test } from 'vitest';
import { addressRules } from './address-rules.ts';

/** Addresses that are not of the public Internet, or hide one that is not. */
const REFUSED = `
0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.0.0.1 10.255.255.255 100.64.0.0 100.100.100.200 100.127.255.255
127.0.0.0 127.0.0.1 127.1.2.3 127.255.255.255 169.254.0.1 169.254.169.254 169.254.170.2 169.254.255.255
172.16.0.0 172.17.0.1 172.31.255.255 192.0.0.1 192.0.0.8 192.0.0.170 192.0.0.192 192.0.2.1 192.88.99.1
192.168.0.0 192.168.1.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.254 255.255.255.255 010.0.0.1 127.000.000.001
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::FFFF:10.0.0.1 0:0:0:0:0:ffff:a9fe:a9fe ::ffff:0:127.0.0.1
::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 64:ff9b:1::8.8.8.8
100::1 2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:db8::1 2001:db8:ffff::1 2002:7f00:1::1
2002:a00:1::1 2002:c0a8:101::1 2620:4f:8000::1 3fff::1 3fff:fff::1 4000::1 5f00::1 8000::1 fc00::1 fd00::1
fd00:ec2::254 fdff:ffff::1 fe80::1 fe80::a9fe:a9fe febf::1 fec0::1 ff02::1 ff0e::1
`;
const NONSENSE = `localhost 127.1 0x7f.0.0.1 0x7f000001 2130706433 017700000001 1.2.3 1.2.3.4.5 256.0.0.1 fe80::1%eth0 [::1] ::1::
1.2.3.4/32 %20 1.2.3.4:443`;
const PUBLIC = `1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 ::ffff:8.8.8.8
64:ff9b::8.8.8.8 2001:200::1 2001:4860:4860::8888 2606:4700::1111 2a00:1450::1 3ffe:ffff::1`;
const listed = (text: string) => text.trim().split(/\s+/);

describe('without an exception', () => {
  const rules = addressRules([]);
  test('the table is long enough to mean something', () => expect(listed(REFUSED).length).toBeGreaterThan(80));
  test.each(listed(REFUSED))('%s is refused', (address) => expect(rules.permits('a.example', address)).toBe(false));
  test.each(listed(NONSENSE))('%s is no address', (text) => expect(rules.permits('a.example', text)).toBe(false));
  test.each(listed(PUBLIC))('%s is permitted', (address) => expect(rules.permits('a.example', address)).toBe(true));
});

describe('the operator permits', () => {
  test.each([
    ['10.1.0.0/16', 'a.example', '10.1.2.3', true],
    ['10.1.0.0/16', 'a.example', '::ffff:10.1.2.3', true],
    ['10.1.0.0/16', 'a.example', '10.2.0.1', false],
    ['127.0.0.1', 'a.example', '127.0.0.1', true],
    ['127.0.0.1', 'a.example', '127.0.0.2', false],
    ['::1', 'a.example', '::1', true],
    ['fd00::/8', 'a.example', 'fd12::1', true],
    ['fd00::/8', 'a.example', 'fe80::1', false],
    ['idp.internal', 'idp.internal', '10.0.0.1', true],
    ['IDP.internal', 'idp.Internal', '10.0.0.1', true],
    ['idp.internal', 'x.idp.internal', '10.0.0.1', false],
    ['idp.internal', 'idp.internal.', '10.0.0.1', false],
    ['localhost', 'localhost', '127.0.0.1', true],
    ['localhost', 'other', '127.0.0.1', false],
    ['10.0.0.0/8', 'a.example', 'nonsense', false],
  ])('%s: %s at %s', (allowed, host, address, permitted) =>
    expect(addressRules([allowed]).permits(host, address)).toBe(permitted),
  );

  test.each([
    '',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '1.2.3',
    '256.1.1.1',
    '*',
    '*.example',
    'a b',
    'http://x',
    '::1/129',
    '-x',
    'x-',
  ])('nothing by %j', (text) => expect(() => addressRules([text])).toThrow('neither a block of addresses nor a host'));
});
