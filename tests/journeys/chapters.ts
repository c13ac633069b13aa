import type { Journey } from './journey.ts';
import * as file from './chapters/1-file.ts';

export const CHAPTERS: readonly { title: string; play: (journey: Journey) => Promise<void> }[] = [{ title: '备案：谁可以做生意，做到哪一天', play: file.play }];
