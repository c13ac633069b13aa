/** Characters that only sound like the one that is meant. Taken one at a time: of 致辽宁 no character is meant. */
const SOUNDS_LIKE: Readonly<Record<string, string>> = {
  抗: '伉炕亢扛闶',
  癌: '艾爱嗳哎埃矮碍',
  治: '致制志智至痔',
  疗: '聊撩寮燎缭僚',
  血: '雪穴薛',
  糖: '唐塘堂棠溏',
  压: '鸭押丫',
  降: '酱绛匠将',
  效: '校孝笑',
  百: '佰柏',
  病: '并',
  最: '蕞醉嘴罪',
  佳: '嘉加',
  顶: '鼎',
  级: '极',
  国: '锅囯郭帼',
  家: '佳嘉加稼',
  第: '弟帝',
  专: '砖',
  获: '货',
  名: '铭',
  宴: '晏',
  供: '贡',
  原: '元源圆',
};

/**
 * Finds a word by its sound: each character as itself or in pinyin, with or without its tone, and one of them as a
 * character that sounds alike. Latin letters around it mean another word.
 */
export function spelt(word: string, pinyin: string, after = ''): RegExp {
  const syllables = pinyin.split(' ');
  const characters = [...word];
  const spoken = characters.map((character, i) => `(?:${character}|${syllables[i]}[1-5]?)`);
  const oneAlike = characters.flatMap((character, i) => {
    const alike = SOUNDS_LIKE[character];
    return alike ? [spoken.map((one, j) => (i === j ? `[${alike}]` : one)).join('')] : [];
  });
  return new RegExp(`(?<![a-z])(?:${[spoken.join(''), ...oneAlike].join('|')})(?![a-z])${after}`, 'gu');
}
