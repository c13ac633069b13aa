import { describe, expect, it } from '@jest/globals';
import { nearAddress } from '../../miniprogram/src/lib/format.ts';

describe('an address on a courier’s list', () => {
  it.each([
    ['黑龙江省哈尔滨市五常市五常镇民意街8号', '五常镇民意街8号'],
    ['五常市五常镇葵花社区3栋', '五常镇葵花社区3栋'],
    // Elsewhere, or starred out, it is as it is.
    ['黑龙江省哈尔滨市道里区中央大街1号', '黑龙江省哈尔滨市道里区中央大街1号'],
    ['北京市海淀区五常市场路2号', '北京市海淀区五常市场路2号'],
    ['黑龙江省哈尔滨市五****', '黑龙江省哈尔滨市五****'],
  ])('%s reads %s in the county', (whole, near) => expect(nearAddress(whole, '五常市')).toBe(near));
  it('is whole where the county is not known', () =>
    expect(nearAddress('五常市五常镇', undefined)).toBe('五常市五常镇'));
});
