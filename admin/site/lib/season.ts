import autumn from '../scenes/autumn.svg';
import spring from '../scenes/spring.svg';
import summer from '../scenes/summer.svg';
import winter from '../scenes/winter.svg';

interface Scene {
  src: string;
  alt: string;
}
const SCENES = {
  winter: { src: winter, alt: '冬天的五常：雪盖着黑土的垄，山脚下几户人家冒着炊烟' },
  spring: { src: spring, alt: '春天的五常：水田灌了水，刚插上秧，山脚下几户人家' },
  summer: { src: summer, alt: '夏天的五常：一垄垄绿油油的稻子，山脚下几户人家' },
  autumn: { src: autumn, alt: '秋天的五常：稻子黄了，山脚下几户人家' },
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
