import { ScrollView, View } from '@tarojs/components';
import { Picture } from './parts';

/** A product's pictures, the cover first; a finger moves on to the others. */
export function Gallery({ ids, label }: { ids: readonly string[]; label: string }) {
  if (ids.length < 2) return <Picture id={ids[0]} size="100%" height={300} label={label} />;
  return (
    <View className="gallery-whole">
      <ScrollView className="gallery" scrollX enableFlex>
        {ids.map((id, i) => (
          <View key={id} className="gallery-place">
            <Picture id={id} size="100%" height={300} label={`${label}，第${i + 1}张，共${ids.length}张`} />
          </View>
        ))}
      </ScrollView>
      <View className="small gallery-count">共{ids.length}张，左右滑动看</View>
    </View>
  );
}
