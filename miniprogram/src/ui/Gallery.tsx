import { ScrollView, View } from '@tarojs/components';
import { Picture } from './parts';

/** A product's pictures, the cover first; a finger moves on to the others. */
export function Gallery({ pictures }: { pictures: readonly { id: string; alt: string }[] }) {
  const [cover] = pictures;
  if (pictures.length < 2)
    return (
      <View className="sharp">
        <Picture id={cover?.id} size="100%" height={300} label={cover?.alt} />
      </View>
    );
  return (
    <View className="over sharp">
      <ScrollView className="gallery row gap-2 whole" scrollX enableFlex>
        {pictures.map(({ id, alt }, i) => (
          <View key={id} className="gallery-place still">
            <Picture id={id} size="100%" height={300} label={`${alt}，第${i + 1}张，共${pictures.length}张`} />
          </View>
        ))}
      </ScrollView>
      <View className="gallery-count tag small on-veil">共{pictures.length}张，左右滑动看</View>
    </View>
  );
}
