import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { Below, Cards } from '@/ui/Cards';
import { Code } from '@/ui/Code';
import { Curve } from '@/ui/Curve';
import { Face, GoodsLine, Grower, Seal, Told } from '@/ui/goods';
import { Gallery } from '@/ui/Gallery';
import { Opened, Picture, Price, Section } from '@/ui/parts';
import { PrivatePicture } from '@/ui/Photos';
import { ProductCard } from '@/ui/ProductCard';
import { ScanButton } from '@/ui/ScanButton';
import { ShareButton } from '@/ui/Share';
import { Sheet } from '@/ui/Sheet';
import { Heading } from '@/ui/Thing';

const READINGS = [2.1, 2.6, 3.2, 4.8, 3.1].map((celsius, hour) => ({
  at: `2026-11-28T0${hour}:00:00Z`,
  celsiusMin: celsius - 0.4,
  celsiusMax: celsius,
}));
const EGGS = {
  id: 'example',
  title: '自家笨鸡蛋',
  pictureId: null,
  pictureAlt: '',
  category: { id: 'eggs', parentId: null },
  skus: [],
  shop: null,
};
const nothing = (): void => undefined;
const SHOTS = [
  { id: 'first', alt: '鸡蛋', shows: 'GOODS' },
  { id: 'second', alt: '鸡棚', shows: 'FIELD' },
] as const;

/** What goods and parcels are shown by. */
export function Goods() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Heading>货</Heading>
      <Cards products={[EGGS, { ...EGGS, id: 'second' }, { ...EGGS, id: 'third' }]} />
      <View className="pad-x-4">
        <ProductCard product={{ ...EGGS, id: 'wide' }} wide />
      </View>
      <Section title="谁家的，核过没有">
        <Grower shop={{ id: 'example', name: '王秀兰家', growers: [] }} place="金山镇" />
        <View className="row">
          <Face id={null} label="王秀兰" />
          <Face id={null} label="王秀兰" large />
          <Seal />
        </View>
        <Told mark={<Seal />} extra="看证据" onTap={nothing}>
          这批货的每一步都有签名
        </Told>
        <GoodsLine pictureId={null} title="自家笨鸡蛋" more="30枚×2盒" end={<Price fen={3850} />} onTap={nothing} />
      </Section>
      <Gallery pictures={[]} drawing="egg" />
      <Gallery pictures={SHOTS} drawing="egg" />
      <Gallery pictures={SHOTS.map(({ id, alt }) => ({ id, alt }))} drawing="egg" />
      <Opened title="路上多冷">
        <Curve points={READINGS} min={0} max={4} />
        <View className="row gap-top">
          <Picture id={null} />
          <Picture id={null} drawing="egg" />
          <PrivatePicture id="example" edge="trust" label="只给一些人看的照片" />
        </View>
        <Price fen={3850} unit="箱" from large />
        <Code text="HT-EXAMPLE" label="给别人扫的码" />
        <View className="buttons">
          <ScanButton />
          <ShareButton text="自家笨鸡蛋" page="/pages/product/index" id="example" />
          <Button onTap={() => setOpen(true)}>从下面上来</Button>
        </View>
      </Opened>
      <Below>
        <View className="small grey middle">第一屏下面的，晚一点再来</View>
      </Below>
      <Sheet open={open} title="选规格" onClose={() => setOpen(false)}>
        <View>125克×4盒</View>
      </Sheet>
    </>
  );
}
