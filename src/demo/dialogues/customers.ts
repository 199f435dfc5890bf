/** Residents who call: made up, like their numbers. Streets north of the river belong to 城北, south to 城南. */
import { customerVoices, type Voice } from '../audio/voices.ts';

export interface Customer {
	name: string;
	male: boolean;
	place: string;
	/** What an agent repeats when the house number is heard wrongly. */
	wrongPlace: string;
	telephone: string;
	station: '城北供热站' | '城南供热站';
	voice: Voice;
}

const residents: [name: string, place: string, wrongPlace: string, telephone: string][] = [
	[
		'王建国',
		'幸福小区，七号楼，三单元，五零二',
		'幸福小区，一号楼，三单元，五零二',
		'幺三八，零零四五，六六二一'
	],
	[
		'李秀英',
		'和平里，十二号楼，一单元，三零一',
		'和平里，二十号楼，一单元，三零一',
		'幺三九，二二七八，五零三六'
	],
	[
		'张德胜',
		'阳光家园，三号楼，二单元，六零四',
		'阳光家园，三号楼，二单元，四零六',
		'幺五零，七七一九，二八四三'
	],
	[
		'刘桂兰',
		'建设街，四十五号，四单元，二零二',
		'建设街，五十四号，四单元，二零二',
		'幺三六，五五零八，九九一七'
	],
	[
		'陈国强',
		'北湖花园，九号楼，一单元，一零一',
		'北湖花园，六号楼，一单元，一零一',
		'幺八六，三三四二，七零五八'
	],
	[
		'杨丽华',
		'铁西新村，二十一号楼，三单元，四零三',
		'铁西新村，十一号楼，三单元，四零三',
		'幺三三，六八零零，一二九四'
	],
	[
		'赵志明',
		'滨河小区，五号楼，二单元，七零一',
		'滨河小区，五号楼，二单元，一零七',
		'幺八八，九零二三，四四五六'
	],
	[
		'黄淑芬',
		'工人新村，八号楼，六单元，三零二',
		'工人新村，八号楼，二单元，三零二',
		'幺五九，八一七六，三三零二'
	],
	[
		'周永福',
		'文化路，十七号院，二号楼，五零一',
		'文化路，十一号院，二号楼，五零一',
		'幺三七，四四六九，八二零五'
	],
	[
		'吴玉梅',
		'新华苑，十五号楼，四单元，六零三',
		'新华苑，十五号楼，四单元，三零六',
		'幺八零，二六五三，七七八九'
	],
	[
		'孙立军',
		'南苑小区，二号楼，一单元，八零二',
		'南苑小区，二号楼，一单元，二零八',
		'幺三零，九九四七，六一零三'
	],
	[
		'马春燕',
		'师范家属院，六号楼，三单元，二零四',
		'师范家属院，九号楼，三单元，二零四',
		'幺五八，三零七二，五五六八'
	]
];

export const customers: Customer[] = residents.map(([name, place, wrongPlace, telephone], i) => ({
	name,
	male: i % 2 === 0,
	place,
	wrongPlace,
	telephone,
	station: i % 3 === 1 ? '城南供热站' : '城北供热站',
	voice: customerVoices[i % 2 === 0 ? (i % 4 === 0 ? 0 : 2) : i % 4 === 1 ? 1 : 3]!
}));
