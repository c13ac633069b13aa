import { View } from '@tarojs/components';
import { PrivatePicture } from './Photos';

/** What the consumer photographed, for whoever may see the complaint. */
export const ComplaintPhotos = ({ ids }: { ids: readonly string[] }) =>
  ids.length > 0 && (
    <View className="row wrap pad-y-2">
      {ids.map((id, i) => (
        <PrivatePicture key={id} id={id} edge="trust" label={`投诉的第${i + 1}张照片`} />
      ))}
    </View>
  );
