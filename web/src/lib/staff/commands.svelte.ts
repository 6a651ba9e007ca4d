import { hasStatus } from '$lib/api/client';
import type { Line, LineStep, Order, ServiceRequest, StaffSession } from '$lib/api/types';
import { explain } from '$lib/utils/explain';
import type { Board } from './board.svelte';
import { StepQueue } from './queue.svelte';
import type { Step } from './steps';
import { Undos } from './undos.svelte';

/** Runs what staff do on the board: shows the result at once and the failure until the next try. */
export class Commands {
	problem = $state<string | null>(null);
	readonly undos = new Undos();
	readonly steps: StepQueue;
	/** The last answer to each call that is still on its way. */
	readonly #answers = new Map<string, Promise<boolean>>();

	constructor(readonly board: Board) {
		this.steps = new StepQueue({
			reloadTab: (id) => board.reloadTab(id),
			orderOf: (step) => board.orderOf(step.tab_id, 'line_id' in step ? { line: step.line_id } : { order: step.order_id }),
			failed: (error) => this.#failed(error),
		});
		board.onconnect = () => this.steps.flush();
	}

	/** Takes up the session that the cookie still holds, if it does. */
	async resume(): Promise<void> {
		await this.board.resume();
		if (this.board.session) this.steps.open(this.board.session);
	}

	/** Goes on with a session, and with the steps that its owner left on the device. */
	async enter(session: StaffSession): Promise<void> {
		await this.board.enter(session);
		this.problem = null;
		this.steps.open(session);
	}

	/** Ends the session; what still waits stays on the device until its owner comes back. */
	async signOut(): Promise<void> {
		if (!(await this.run(() => this.board.signOut()))) return;
		this.steps.close();
		this.undos.clear();
	}

	/** Does something to a tab and shows the tab as it is afterwards. Answers whether it was done. */
	async onTab(tab_id: string, act: () => Promise<unknown>): Promise<boolean> {
		return this.run(async () => {
			await act();
			await Promise.all([this.board.reloadTab(tab_id), this.board.reloadFloors()]);
		});
	}

	/** Does something and shows its failure. Answers whether it was done. */
	async run(act: () => Promise<unknown>): Promise<boolean> {
		this.problem = null;
		try {
			await act();
			return true;
		} catch (error) {
			this.#failed(error);
			return false;
		}
	}

	/** Answers a call for service, after what was answered to it before. */
	answer({ id }: ServiceRequest, say: (id: string) => Promise<unknown>): void {
		const before = this.#answers.get(id) ?? Promise.resolve(true);
		const said = before.then(() =>
			this.run(async () => {
				await say(id);
				await this.board.reload();
			}),
		);
		this.#answers.set(id, said);
		void said.then(() => this.#answers.get(id) === said && this.#answers.delete(id));
	}

	/** Moves a line one step and offers to undo it. */
	advance(tab_id: string, line: Line, to: LineStep): void {
		this.bump(tab_id, line.name, to, [line]);
	}

	/** Moves several lines of an order to one step and offers to undo that as one. */
	bump(tab_id: string, name: string, to: LineStep, lines: Line[]): void {
		this.problem = null;
		const steps = lines.map(({ id, status }) => {
			const key = this.steps.put({ kind: 'advance', tab_id, line_id: id, to });
			return { tab_id, line_id: id, from: status, to, key };
		});
		this.undos.push({ name, to, steps });
	}

	/** Takes an order into the kitchen, or lets a guest's first round through. */
	take({ tab_id, id }: Order, kind: 'accept' | 'approve'): void {
		this.problem = null;
		this.steps.put({ kind, tab_id, order_id: id });
	}

	/** Takes the last step back; one that has not left the device is simply not sent. */
	undo(): void {
		this.problem = null;
		for (const { tab_id, line_id, from, key } of this.undos.pop()?.steps ?? []) {
			const back: Step = { kind: 'undo', tab_id, line_id, to: from };
			if (!this.steps.recall(key)) this.steps.put(back);
		}
	}

	/** A session that is over is no problem to read about: the sign-in comes up. */
	#failed(error: unknown): void {
		if (hasStatus(error, 401)) this.board.expire();
		else this.problem = explain(error);
	}
}
