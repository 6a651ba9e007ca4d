import type { Channel, OrderStatus, PaymentMethod, PaymentStatus, PresencePolicy, Tab } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

/** How a state feels: well, under way, at rest, or gone wrong. */
export type Tone = 'good' | 'busy' | 'calm' | 'bad';

/** How the office says the words of the API. */
type Labels<Word extends string> = Record<Word, () => string>;
type Toned<Word extends string> = Record<Word, [Tone, () => string]>;

const orders: Toned<OrderStatus> = {
	awaiting_approval: ['busy', m.office_order_awaiting_approval],
	placed: ['busy', m.office_order_placed],
	accepted: ['busy', m.office_order_accepted],
	preparing: ['busy', m.office_order_preparing],
	ready: ['good', m.office_order_ready],
	served: ['calm', m.office_order_served],
	rejected: ['bad', m.office_order_rejected],
	cancelled: ['bad', m.office_order_cancelled],
};
const tabs: Toned<Tab['status']> = {
	open: ['busy', m.office_tab_open],
	closed: ['calm', m.office_tab_closed],
	joined: ['calm', m.office_tab_joined],
};
const payments: Toned<PaymentStatus> = {
	created: ['busy', m.office_payment_created],
	pending: ['busy', m.office_payment_pending],
	captured: ['good', m.office_payment_captured],
	partly_refunded: ['good', m.office_payment_partly_refunded],
	refunded: ['calm', m.office_payment_refunded],
	failed: ['bad', m.office_payment_failed],
	expired: ['bad', m.office_payment_expired],
};
const methods: Labels<PaymentMethod> = {
	counter: m.office_method_counter,
	cash: m.office_method_cash,
	card: m.office_method_card,
	upi: m.office_method_upi,
	online: m.office_method_online,
};
const channels: Labels<Channel> = { dine_in: m.office_channel_dine_in, parcel: m.office_channel_parcel };

export const ORDER_STATUSES = Object.keys(orders) as OrderStatus[];
export const POLICIES: PresencePolicy[] = ['code', 'otp', 'pin', 'approval'];

export const policyName: Labels<PresencePolicy> = {
	code: m.office_policy_code,
	otp: m.office_policy_otp,
	pin: m.office_policy_pin,
	approval: m.office_policy_approval,
};
export const policyText: Labels<PresencePolicy> = {
	code: m.office_policy_code_text,
	otp: m.office_policy_otp_text,
	pin: m.office_policy_pin_text,
	approval: m.office_policy_approval_text,
};

const toned = ([tone, words]: [Tone, () => string]) => ({ tone, text: words() });
export const orderState = (of: OrderStatus) => toned(orders[of]);
export const tabState = (of: Tab['status']) => toned(tabs[of]);
export const paymentState = (of: PaymentStatus) => toned(payments[of]);
export const channelName = (of: Channel): string => channels[of]();
/** A method that is new to these pages is shown by its own name. */
export const methodName = (of: string): string => methods[of as PaymentMethod]?.() ?? of;
