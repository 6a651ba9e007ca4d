/**
 * The shapes the server takes and answers: its OpenAPI document under this app's names. Where the document
 * says only "text", the words it can be are named here.
 */
import type { components } from './schema';

type Schema = components['schemas'];
/** A shape with some of its fields known more exactly. */
type With<Shape, Known> = Omit<Shape, keyof Known> & Known;

/** An amount in minor units (paise for INR). */
export type Money = Schema['Money'];

export type PresencePolicy = 'code' | 'otp' | 'pin' | 'approval';
export type Diet = 'veg' | 'non-veg' | 'egg' | 'vegan';

export type Restaurant = Schema['RestaurantOut'];
export type Table = Schema['TableRefOut'];
export type TableCard = With<Schema['ScanOut'], { presence_policy: PresencePolicy }>;
/** The first restaurant and its manager, with the secret of the set-up link. */
export type SetUp = Schema['SetupIn'];

export type Variant = Schema['VariantOut'];
export type Option = Schema['DishOptionOut'];
export type Picture = Schema['PictureOut'];
export type OptionGroup = Schema['OptionGroupOut'];
export type Dish = With<Schema['DishOut'], { diet: Diet }>;
export type Category = With<Schema['CategoryOut'], { dishes: Dish[] }>;
export type Menu = With<Schema['MenuOut'], { categories: Category[] }>;

export type Availability = With<Schema['StockOut'], { status: 'available' | 'sold_out' }>;
export type AvailabilityList = With<Schema['List_StockOut'], { items: Availability[] }>;
/** What `/t/{token}` carries inside the page. */
export type Boot = TableCard & { menu: Menu; availability: Availability[] };

export type OptionChoice = Schema['OptionIn'];
export type LineIn = Schema['LineIn'];
export type OrderIn = Schema['OrderIn'];
export type ParcelIn = Schema['ParcelIn'];

export type LineStatus = 'queued' | 'preparing' | 'ready' | 'served' | 'voided';
export type LineStep = Schema['StepIn'];
export type OrderStatus =
	| 'awaiting_approval'
	| 'placed'
	| 'accepted'
	| 'preparing'
	| 'ready'
	| 'served'
	| 'rejected'
	| 'cancelled';
export type Channel = 'dine_in' | 'parcel';
export type Line = With<Schema['LineOut'], { status: LineStatus; diet: Diet }>;
export type Order = With<Schema['OrderOut'], { status: OrderStatus; channel: Channel; lines: Line[] }>;

export type NamedAmount = Schema['NamedAmount'];
export type Tax = Schema['TaxOut'];
export type Bill = Schema['BillOut'];
export type Quote = With<Schema['QuoteOut'], { lines: Line[] }>;

export type PaymentMethod = 'counter' | 'cash' | 'card' | 'upi' | 'online';
export type PaymentStatus =
	| 'created'
	| 'pending'
	| 'captured'
	| 'partly_refunded'
	| 'refunded'
	| 'failed'
	| 'expired';
export type Payment = With<Schema['PaymentOut'], { method: PaymentMethod; status: PaymentStatus }>;
export type PaymentIn = Schema['PaymentIn'];
export type PaymentStarted = With<Schema['PaymentStarted'], { payment: Payment }>;
export type CounterPayment = Schema['CounterPaymentIn'];

export type ServiceKind = Schema['ServiceKindIn'];
export type ServiceRequest = With<
	Schema['ServiceRequestOut'],
	{ kind: ServiceKind | 'help'; status: 'open' | 'acknowledged' | 'resolved' }
>;
export type Guest = Schema['GuestOut'];
type TabStatus = { status: 'open' | 'closed' | 'joined'; channel: Channel };
export type Tab = With<
	Schema['TabOut'],
	TabStatus & { orders: Order[]; payments: Payment[]; service_requests: ServiceRequest[] }
>;
export type TabSummary = With<Schema['TabSummary'], TabStatus>;

export type Challenge = Schema['OtpOut'];
export type GuestSession = Schema['SeatedOut'];
/** Who a browser is, as guest and as staff. */
export type Session = Schema['SessionOut'];
export type StaffSession = Schema['MemberOut'];
export type RestaurantChoice = Schema['RestaurantChoice'];
export type BoardSnapshot = With<
	Schema['BoardOut'],
	{ tabs: TabSummary[]; orders: Order[]; service_requests: ServiceRequest[] }
>;
export type FloorTable = With<Schema['FloorTable'], { tab?: TabSummary | null }>;
export type Floor = With<Schema['FloorOut'], { tables: FloorTable[] }>;
export type Floors = With<Schema['FloorsOut'], { floors: Floor[] }>;

/** RFC 9457, with the server's stable `code` and what belongs to it. */
export type Problem = {
	title: string;
	status: number;
	code: string;
	detail?: string;
	errors?: Schema['FieldError'][];
	request_id?: string;
	restaurants?: RestaurantChoice[];
};

/** What the live channel sends: `data` is the changed thing, as REST answers it. */
export type LiveEvent = {
	id: string;
	type: string;
	restaurant_id: string;
	tab_id?: string;
	version?: number;
	at: string;
	data: unknown;
};
/** Every five seconds: staff hear the versions of all open tabs, guests that of their own. */
export type Sync = { data: { version?: number; tabs?: Record<string, number> } };
