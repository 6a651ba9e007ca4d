import type { Dish } from '$lib/api/types';

/** The list of found dishes, by which the search box names it. */
export const FOUND_ID = 'quick-found';

export const optionId = ({ id }: Dish): string => `quick-${id}`;
