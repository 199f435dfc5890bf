/** Incoming reports (接报), with the standard phrases or without. */
import type { SeededRandom } from '#lib/shared/seeded-random.ts';
import type { Voice } from '../audio/voices.ts';
import type { Customer } from './customers.ts';
import { Dialogue, type Fault, type Line } from './script.ts';

const problems: [told: string, readBack: string][] = [
	[
		'你好，我家暖气不热，从昨天晚上开始就冰凉的，家里还有老人和孩子。',
		'您家的暖气从昨天晚上开始不热，对吗？'
	],
	['你好，我家客厅的暖气片漏水，地上都是水，你们快来看看吧。', '您家客厅的暖气片漏水，对吗？'],
	['喂，你好，我家只有卧室热，客厅一点也不热，已经三天了。', '您家客厅不热，已经三天，对吗？'],
	['你好，我们这栋楼整个单元都停暖了，什么时候能来啊？', '您那里整个单元都停暖了，对吗？'],
	['你好，我家温度太低，我量了一下，只有十五度。', '您家室内温度只有十五度，对吗？'],
	['师傅你好，我家地暖的分水器在滴水，阀门也拧不动。', '您家分水器滴水，阀门拧不动，对吗？']
];

interface ReportCast {
	staffNo: string;
	agent: Voice;
	customer: Customer;
	faults: Fault[];
	praised: boolean;
	random: SeededRandom;
}

/** A report as it is told, asked for and closed; each fault stands where it is heard. */
export function reportLines(cast: ReportCast): Line[] {
	const { customer, random } = cast;
	const has = (fault: Fault) => cast.faults.includes(fault);
	const talk = new Dialogue(cast.agent, customer.voice, () => 280 + random.below(520));
	const [told, readBack] = random.pick(problems);
	open(talk, cast, has);
	talk.customerSays(told);
	if (has('brushed-off'))
		talk.agentSays('这个不归我们管，您先找物业问问吧。', { fault: 'brushed-off' });
	if (has('interrupted'))
		talk.agentSays('行了行了，您直接说地址。', { pauseMs: -1500, fault: 'interrupted' });
	else if (has('problem-not-read-back'))
		talk.agentSays('嗯，说一下地址。', { fault: 'problem-not-read-back' });
	else {
		talk.agentSays(readBack);
		talk.customerSays('对，是的。');
		talk.agentSays('请您说一下详细地址。');
	}
	askPlace(talk, customer, has);
	askName(talk, customer, has);
	askTelephone(talk, customer, has);
	close(talk, cast, has);
	return talk.lines;
}

/** The work order as the agent enters it: what was heard wrongly is entered wrongly. */
export const enteredOrder = (customer: Customer, faults: readonly Fault[]) => ({
	orderAddress: (faults.includes('address-wrong')
		? customer.wrongPlace
		: customer.place
	).replaceAll('，', ''),
	orderPhone: [...customer.telephone.replaceAll('一', '幺')]
		.flatMap((sign) => (spoken.includes(sign) ? String(spoken.indexOf(sign)) : []))
		.join(''),
	orderStation: faults.includes('station-wrong') ? otherStation(customer) : customer.station
});

const otherStation = ({ station }: Customer): Customer['station'] =>
	station === '城北供热站' ? '城南供热站' : '城北供热站';

type Has = (fault: Fault) => boolean;

function open(talk: Dialogue, { staffNo }: ReportCast, has: Has) {
	if (has('no-greeting')) talk.agentSays('喂，什么事，说吧。', { fault: 'no-greeting' });
	else if (has('no-staff-number'))
		talk.agentSays('您好，供热公司，请问有什么问题？', { fault: 'no-staff-number' });
	else
		talk.agentSays(`您好，供热公司，工号${digits(staffNo)}号为您服务，请问有什么问题？`, {
			pauseMs: 700,
			merit: 'standard-phrases'
		});
}

function askPlace(talk: Dialogue, customer: Customer, has: Has) {
	talk.customerSays(`${customer.place}。`);
	if (has('address-wrong')) {
		talk.agentSays(`好的，${customer.wrongPlace}，记下了。`, { fault: 'address-wrong' });
	} else if (has('address-not-read-back')) {
		talk.agentSays('好的，记下了。', { fault: 'address-not-read-back' });
	} else {
		talk.agentSays(`${customer.place}，对吗？`);
		talk.customerSays('对。');
	}
}

function askName(talk: Dialogue, customer: Customer, has: Has) {
	talk.agentSays('请问怎么称呼您？');
	talk.customerSays(`我叫${customer.name}。`);
	if (has('name-not-read-back')) talk.agentSays('嗯。', { fault: 'name-not-read-back' });
	else {
		talk.agentSays(`${customer.name}${customer.male ? '先生' : '女士'}，对吗？`);
		talk.customerSays('对的。');
	}
}

function askTelephone(talk: Dialogue, customer: Customer, has: Has) {
	talk.agentSays('请留一个联系电话。');
	talk.customerSays(`${customer.telephone}。`);
	if (has('telephone-not-read-back'))
		talk.agentSays('好，知道了。', { fault: 'telephone-not-read-back' });
	else {
		talk.agentSays(`我跟您核对一下，${customer.telephone}，对吗？`);
		talk.customerSays('没错。');
	}
}

function close(talk: Dialogue, { customer, praised }: ReportCast, has: Has) {
	const other = otherStation(customer);
	if (has('left-waiting')) {
		talk.agentSays('您等一下。');
		talk.agentSays('不好意思，让您久等了。', {
			pauseMs: 11_000,
			fault: 'left-waiting',
			withPause: true
		});
	}
	if (has('station-wrong'))
		talk.agentSays(`好的，已经为您登记，转给${other}处理。`, { fault: 'station-wrong' });
	else talk.agentSays(`好的，已经为您登记，转给${customer.station}处理。`);
	if (has('misled')) talk.agentSays('您先自己把总阀门拆下来放放水，就好了。', { fault: 'misled' });
	talk.customerSays('今天能修好吗？');
	if (has('invalid-promise'))
		talk.agentSays('您放心，我保证今晚八点前一定给您修好。', { fault: 'invalid-promise' });
	else talk.agentSays('维修人员会尽快和您联系，请您保持电话畅通。', { merit: 'patient' });
	if (praised)
		talk.customerSays('你们服务态度真好，问得特别仔细，我要表扬你。', { merit: 'praised' });
	else talk.customerSays('好的，谢谢你。');
	if (has('no-closing')) talk.agentSays('行，就这样吧。', { fault: 'no-closing' });
	else {
		talk.agentSays('感谢您的来电，再见。');
		talk.customerSays('再见。');
	}
}

const spoken = ['零', '幺', '二', '三', '四', '五', '六', '七', '八', '九'];
/** A staff number as it is said on the telephone. */
export const digits = (number: string): string =>
	[...number].map((digit) => spoken[Number(digit)]).join('');
