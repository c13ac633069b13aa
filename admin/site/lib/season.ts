import autumn from '../scenes/autumn.svg';
import spring from '../scenes/spring.svg';
import summer from '../scenes/summer.svg';
import winter from '../scenes/winter.svg';

interface Scene {
  src: string;
  season: string;
  shows: string;
}
const SCENES = {
  winter: { src: winter, season: '冬天', shows: '雪盖着黑土的垄，山脚下几户人家冒着炊烟' },
  spring: { src: spring, season: '春天', shows: '水田灌了水，刚插上秧，山脚下几户人家' },
  summer: { src: summer, season: '夏天', shows: '一垄垄绿油油的稻子，山脚下几户人家' },
  autumn: { src: autumn, season: '秋天', shows: '稻子黄了，山脚下几户人家' },
} as const satisfies Readonly<Record<string, Scene>>;

/** How the county's land looks by the month: snow from November to March, water in April and May, harvest in autumn. */
const OF_MONTH: readonly Scene[] = [
  SCENES.winter,
  SCENES.winter,
  SCENES.winter,
  SCENES.spring,
  SCENES.spring,
  SCENES.summer,
  SCENES.summer,
  SCENES.summer,
  SCENES.autumn,
  SCENES.autumn,
  SCENES.winter,
  SCENES.winter,
];
const MONTH = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', month: 'numeric' });
export const sceneNow = (): Scene => OF_MONTH[Number(MONTH.format(new Date())) - 1] ?? SCENES.summer;
