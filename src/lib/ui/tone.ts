/** What a status says at a glance; always shown with an icon and a word, never by colour alone. */
export type Tone = 'ok' | 'attention' | 'severe' | 'info' | 'neutral';
