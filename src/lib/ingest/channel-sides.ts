/**
 * Whose voice each channel holds. One channel holds everybody; of two, a rule of the source says
 * which is the agent's. The basis is kept, so that a reader sees what is known and what is assumed.
 */
export const sidesRules = ['agent-left', 'agent-right', 'unknown'] as const;
export type Sides = (typeof sidesRules)[number];

export interface ChannelSide {
	channel: number;
	side: 'agent' | 'customer' | 'mixed' | 'other' | 'unknown';
	basis: 'connector-rule' | 'single-channel' | 'none';
}

/** The side of each of `channels` channels; from the third on they are `other`. */
export function channelSides(channels: number, rule: Sides): ChannelSide[] {
	if (channels === 1) return [{ channel: 0, side: 'mixed', basis: 'single-channel' }];
	return Array.from({ length: channels }, (_, channel) => ({ channel, ...sideOf(channel, rule) }));
}

function sideOf(channel: number, rule: Sides): Pick<ChannelSide, 'side' | 'basis'> {
	if (rule === 'unknown') return { side: 'unknown', basis: 'none' };
	if (channel > 1) return { side: 'other', basis: 'connector-rule' };
	const agent = rule === 'agent-left' ? 0 : 1;
	return { side: channel === agent ? 'agent' : 'customer', basis: 'connector-rule' };
}
