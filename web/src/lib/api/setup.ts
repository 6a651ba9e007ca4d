/** The first restaurant of an empty installation. */
import { post } from './client';
import type { Restaurant, SetUp } from './types';

/** Creates it and its manager; the secret of the link works once. */
export const setUp = (first: SetUp) => post<Restaurant>('setup', first);
