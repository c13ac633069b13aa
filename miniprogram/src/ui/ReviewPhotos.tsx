import { View } from '@tarojs/components';
import { Picture } from './parts';
import { PrivatePicture } from './Photos';

/** What somebody photographed of what they got: everybody sees it while the review is shown. */
export const ReviewPhotos = ({ ids, isShown = true }: { ids: readonly string[]; isShown?: boolean }) =>
  ids.length > 0 && (
    <View className="row wrap pad-y-2">
      {ids.map((id, i) =>
        isShown ? (
          <Picture key={id} id={id} edge="trust" label={`评价的第${i + 1}张照片`} />
        ) : (
          <PrivatePicture key={id} id={id} edge="trust" label={`您的第${i + 1}张照片`} />
        ),
      )}
    </View>
  );
