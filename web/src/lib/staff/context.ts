import { createContext } from 'svelte';
import type { Commands } from './commands.svelte';

/** What the pages of the signed-in staff share: the live picture, and what may be done to it. */
export const [getCommands, setCommands] = createContext<Commands>();
