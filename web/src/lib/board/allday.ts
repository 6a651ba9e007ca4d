import type { Columns } from './tickets';

/** How many of one dish, in one variant, are still to be made. */
export type Count = { key: string; name: string; variant: string | null; quantity: number };

/** What is still to cook on all tickets together, most first. Rounds that nobody has approved are not to cook. */
export function allDay({ incoming, cooking }: Pick<Columns, 'incoming' | 'cooking'>): Count[] {
	const counts = new Map<string, Count>();
	for (const { status, lines } of [...incoming, ...cooking]) {
		if (status === 'awaiting_approval') continue;
		for (const line of lines) {
			if (line.status !== 'queued' && line.status !== 'preparing') continue;
			const key = `${line.dish_id} ${line.variant?.id ?? ''}`;
			const before = counts.get(key);
			const quantity = (before?.quantity ?? 0) + line.quantity;
			counts.set(key, { key, name: line.name, variant: line.variant?.name ?? null, quantity });
		}
	}
	return [...counts.values()].sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}
