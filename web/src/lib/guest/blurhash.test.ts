import { expect, it } from 'vitest';
import { pixelsOf } from './blurhash';

it('a hash of one colour is that colour everywhere', () => {
	// The average colour alone: #C97A10 is 13203984 in base 83.
	const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';
	let value = 0xc97a10;
	let text = '';
	for (let i = 0; i < 4; i += 1) {
		text = digits[value % 83] + text;
		value = Math.floor(value / 83);
	}
	expect([...pixelsOf(`00${text}`, 2, 1)!]).toEqual([0xc9, 0x7a, 0x10, 255, 0xc9, 0x7a, 0x10, 255]);
});

it('a picture has a light and a dark side where its hash says so', () => {
	const pixels = pixelsOf('LEHV6nWB2yk8pyo0adR*.7kCMdnj', 8, 8)!;
	expect(pixels).toHaveLength(256);
	expect(new Set(pixels).size).toBeGreaterThan(20);
});

it.each(['', 'L', 'LEHV6nWB2yk8pyo0adR*.7kCMdn', 'LEHV6nWB2yk8pyo0adR*.7kCMdn"'])('%j is no hash', (text) => {
	expect(pixelsOf(text, 4, 4)).toBeNull();
});
