/** Only what the day's chart needs of chart.js; this file is loaded when a chart is shown. */
import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration,
} from 'chart.js';
import type { Hour } from '$lib/api/manage';
import { m } from '$lib/paraglide/messages';
import { intlLocale } from '$lib/utils/locale';
import { formatMoney } from '$lib/utils/money';
import { hourName } from './hours';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

/** The page's colours as they are now, light or dark. */
function colours(on: Element) {
	const style = getComputedStyle(on);
	const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
	return { ink: token('ink'), muted: token('muted'), line: token('line'), accent: token('accent'), indigo: token('indigo'), raised: token('raised') };
}

function configuration(hours: Hour[], canvas: HTMLCanvasElement): ChartConfiguration<'bar' | 'line'> {
	const { ink, muted, line, accent, indigo, raised } = colours(canvas);
	const reverse = getComputedStyle(canvas).direction === 'rtl';
	const currency = hours[0]?.revenue.currency ?? 'INR';
	const money = (amount: number) => formatMoney({ amount, currency });
	const short = new Intl.NumberFormat(intlLocale(), { notation: 'compact' });
	const minor = 10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2);
	return {
		type: 'bar',
		data: {
			labels: hours.map(hourName),
			datasets: [
				{
					type: 'line',
					label: m.office_figure_orders(),
					data: hours.map((hour) => hour.orders),
					yAxisID: 'orders',
					borderColor: indigo,
					backgroundColor: indigo,
					borderWidth: 2,
					pointRadius: 3,
				},
				{
					type: 'bar',
					label: m.office_figure_revenue(),
					data: hours.map((hour) => hour.revenue.amount),
					yAxisID: 'revenue',
					backgroundColor: accent,
					borderRadius: 3,
					maxBarThickness: 36,
				},
			],
		},
		options: {
			animation: false,
			locale: intlLocale(),
			maintainAspectRatio: false,
			interaction: { mode: 'index', intersect: false },
			plugins: {
				tooltip: {
					rtl: reverse,
					backgroundColor: raised,
					titleColor: ink,
					bodyColor: ink,
					borderColor: line,
					borderWidth: 1,
					callbacks: {
						label: ({ dataset, parsed }) =>
							`${dataset.label}: ${dataset.yAxisID === 'revenue' ? money(parsed.y ?? 0) : parsed.y}`,
					},
				},
			},
			scales: {
				x: { reverse, grid: { display: false }, border: { color: line }, ticks: { color: muted } },
				revenue: {
					position: reverse ? 'right' : 'left',
					beginAtZero: true,
					grid: { color: line },
					border: { display: false },
					ticks: { color: muted, maxTicksLimit: 6, callback: (value) => short.format(Number(value) / minor) },
				},
				orders: {
					position: reverse ? 'left' : 'right',
					beginAtZero: true,
					grid: { display: false },
					border: { display: false },
					ticks: { color: muted, precision: 0, maxTicksLimit: 6 },
				},
			},
		},
	};
}

/** Draws the hours; the answer takes the chart away. */
export function draw(canvas: HTMLCanvasElement, hours: Hour[]): () => void {
	const chart = new Chart(canvas, configuration(hours, canvas));
	return () => chart.destroy();
}
