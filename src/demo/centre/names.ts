/** The people of the example centre. All made up. */
import type { Role } from '#lib/people/role.ts';

export const DEPARTMENT = '热线服务部';
export const TEAMS = ['热线1组', '热线2组', '热线3组'];

export const agentNames = [
	['李婷', '王海燕', '张磊', '刘思雨', '陈晓敏', '杨帆', '赵雪', '黄志远'],
	['周倩', '吴佳怡', '徐浩然', '孙丽娜', '马晓东', '朱静', '胡雨欣', '郭建军'],
	['何慧', '高文静', '林涛', '罗春梅', '郑凯', '梁爽', '谢雅琴', '宋伟']
];
export const leadNames = ['韩梅', '唐国庆', '冯玉洁'];

/** Everybody else, one each. */
export const others: { role: Role; staffNo: string; name: string }[] = [
	{ role: 'department-head', staffNo: '3001', name: '于建华' },
	{ role: 'technician', staffNo: '5001', name: '董志强' },
	{ role: 'administrator', staffNo: '9001', name: '萧红' },
	{ role: 'auditor', staffNo: '7001', name: '程立新' }
];

/** Comes last, so that what two heads do together can be done. */
export const deputyHead = {
	role: 'department-head' as const,
	staffNo: '3002',
	name: '沈国华'
};

export const agentStaffNo = (index: number): string => String(1001 + index);
export const leadStaffNo = (team: number): string => String(2001 + team);
/** The agent for whom a sign-in is printed, by place. */
export const SIGNS_IN = 4;
