import type { Bill, Guest, Money } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

type Actor = Bill['lines'][number]['by'];
/** One person's part of a bill: at menu prices, as taxes are the table's. */
export type Part = { key: string; name: string; lines: Bill['lines']; sum: Money };

/** How the people of a table are called: by their name, else by their place among those who came. */
export function nameOf(guest_id: string, guests: Guest[], mine: ReadonlySet<string>): string {
	if (mine.has(guest_id)) return m.guest_you();
	const at = guests.findIndex(({ id }) => id === guest_id);
	return guests[at]?.name ?? (at < 0 ? m.guest_someone() : m.guest_numbered({ number: at + 1 }));
}

/** Who ordered something, in words. */
export const actorName = (by: Actor, guests: Guest[], mine: ReadonlySet<string>): string =>
	by.kind === 'guest' && by.guest_id ? (mine.has(by.guest_id) ? m.guest_you() : (by.name ?? nameOf(by.guest_id, guests, mine))) : m.guest_by_staff();

/** Whether this phone did it. */
export const isMine = (by: Actor, mine: ReadonlySet<string>): boolean => !!by.guest_id && mine.has(by.guest_id);

/** A bill's lines by who ordered them, the reader's own first. */
export function partsOf(lines: Bill['lines'], guests: Guest[], mine: ReadonlySet<string>): Part[] {
	const parts = new Map<string, Part>();
	for (const line of lines) {
		const key = isMine(line.by, mine) ? 'me' : (line.by.guest_id ?? line.by.kind);
		const part = parts.get(key) ?? {
			key,
			name: actorName(line.by, guests, mine),
			lines: [],
			sum: { ...line.amount, amount: 0 },
		};
		part.lines.push(line);
		part.sum.amount += line.amount.amount;
		parts.set(key, part);
	}
	return [...parts.values()].sort((a, b) => Number(b.key === 'me') - Number(a.key === 'me'));
}
