/** The shapes the server answers with. One file, so that generated types can take its place. */

/** An amount in minor units (paise for INR). */
export type Money = { amount: number; currency: string };

export type PresencePolicy = 'code' | 'otp' | 'pin' | 'approval';
export type Diet = 'veg' | 'non_veg' | 'egg' | 'vegan';

export type Restaurant = {
	id?: string;
	slug: string;
	name: string;
	currency: string;
	open_now?: boolean;
};
export type Table = { id: string; name: string; seats?: number };
export type TableCard = {
	restaurant: Restaurant;
	table: Table;
	presence_policy: PresencePolicy;
	tab_open: boolean;
};

export type Variant = { id: string; name: string; price: Money };
export type Option = { id: string; name: string; price: Money; available: boolean };
export type OptionGroup = {
	id: string;
	name: string;
	min: number;
	max: number;
	/** How many choices cost nothing. */
	free?: number;
	options: Option[];
};
export type Dish = {
	id: string;
	name: string;
	description?: string | null;
	price: Money;
	diet: Diet;
	allergens?: string[];
	prep_minutes?: number;
	available: boolean;
	variants: Variant[];
	option_groups: OptionGroup[];
};
export type Category = { id: string; name: string; dishes: Dish[]; categories?: Category[] };
export type Menu = { version: number; categories: Category[] };

export type Availability = {
	dish_id: string;
	variant_id?: string | null;
	status: 'available' | 'sold_out';
	portions?: number | null;
	until?: string | null;
};
export type AvailabilityList = { items: Availability[] };
/** What `/t/{token}` carries inside the page. */
export type Boot = TableCard & { menu: Menu; availability: AvailabilityList };

export type OptionChoice = { group_id?: string; option_id: string; quantity?: number };
export type LineIn = {
	dish_id: string;
	variant_id?: string;
	options?: OptionChoice[];
	quantity: number;
	note?: string;
};
export type OrderIn = { lines: LineIn[]; note?: string; expected_total?: Money };

export type LineStatus = 'queued' | 'preparing' | 'ready' | 'served' | 'voided';
export type LineStep = Extract<LineStatus, 'preparing' | 'ready' | 'served'>;
export type OrderStatus =
	| 'awaiting_approval'
	| 'placed'
	| 'accepted'
	| 'preparing'
	| 'ready'
	| 'served'
	| 'rejected'
	| 'cancelled';
export type Line = {
	id: string;
	dish_id: string;
	name: string;
	variant?: string | null;
	options: { name: string; quantity: number }[];
	quantity: number;
	note?: string | null;
	status: LineStatus;
	station?: string | null;
	total: Money;
	promised_at?: string | null;
};
export type Order = {
	id: string;
	tab_id?: string;
	tables?: Table[];
	number: number;
	status: OrderStatus;
	guest_id?: string | null;
	placed_at: string;
	lines: Line[];
	note?: string | null;
	reason?: string | null;
	total: Money;
};

export type NamedAmount = { name: string; amount: Money };
export type Bill = {
	lines: { name: string; quantity: number; total: Money }[];
	discounts?: NamedAmount[];
	service_charge?: Money | null;
	taxes: NamedAmount[];
	tip?: Money | null;
	round_off?: Money | null;
	total: Money;
	paid: Money;
	balance: Money;
};
export type Quote = { taxes: NamedAmount[]; total: Money; tab_total_after: Money };

export type PaymentMethod = 'online' | 'counter' | 'cash' | 'card' | 'upi';
export type Payment = {
	id: string;
	method: PaymentMethod;
	status: string;
	amount: Money;
	change?: Money | null;
};
export type ServiceKind = 'waiter' | 'water' | 'bill' | 'help' | 'other';
export type ServiceRequest = {
	id: string;
	tab_id?: string | null;
	table?: Table | null;
	kind: ServiceKind;
	status: 'open' | 'acknowledged' | 'resolved';
	note?: string | null;
	requested_at?: string;
};
export type Guest = { id: string; name?: string | null; phone?: string | null };
export type Tab = {
	id: string;
	version: number;
	status: 'open' | 'closed' | 'joined';
	settled: boolean;
	channel: 'dine_in' | 'parcel';
	tables: Table[];
	guests: Guest[];
	orders: Order[];
	bill: Bill;
	payments: Payment[];
	service_requests: ServiceRequest[];
	pin?: string | null;
};

export type Challenge = { challenge_id: string; expires_at: string; resend_at: string };
export type GuestSession = { guest: Guest; tab: Tab };
export type StaffSession = { user: { name?: string | null; login?: string }; restaurant: Restaurant };
export type BoardSnapshot = {
	server_time: string;
	tabs: Tab[];
	orders: Order[];
	service_requests: ServiceRequest[];
};
export type TableTab = {
	id: string;
	version: number;
	status: string;
	settled: boolean;
	total: Money;
	balance: Money;
	opened_at: string;
};
export type Floors = {
	floors: { name: string; tables: (Table & { tab: TableTab | null })[] }[];
};

/** RFC 9457, with the server's stable `code`. */
export type Problem = {
	title: string;
	status: number;
	code: string;
	detail?: string;
	errors?: { field: string; code: string; message: string }[];
	request_id?: string;
	restaurants?: Restaurant[];
};

export type LiveEvent = {
	id: string;
	type: string;
	tab_id?: string | null;
	version?: number | null;
	at: string;
	data: unknown;
};
export type Sync = { version?: number; tabs?: Record<string, number> };
