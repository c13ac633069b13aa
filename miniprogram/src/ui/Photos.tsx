import { SAID } from '@/lib/said';
import { Image, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { pictureLabel } from '@/lib/platform';
import { choosePhotos, dropPhoto, type PhotoSize } from '@/lib/photos';
import { privatePicture } from '@/lib/uploads';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { Button } from './Button';
import { Row } from './forms';

interface Props {
  label: string;
  paths: readonly string[];
  onChange: (paths: string[]) => void;
  max: number;
  size?: PhotoSize;
  error?: string | null;
}

const LARGE = { width: '100%', height: '200px' };

/** Takes photos, or tells why it cannot; none where somebody thought better of it. */
function useCamera(max: number, taken: (paths: readonly string[]) => void, size?: PhotoSize) {
  return useAction(async () => {
    const chosen = await choosePhotos(max, size);
    if (chosen.kind === 'denied') say(SAID.noCamera);
    if (chosen.kind === 'unreadable') say('这张照片打不开，请换一张');
    if (chosen.kind === 'photos' && chosen.paths.length > 0) taken(chosen.paths);
  });
}

/** Photos of a form: they are scaled down on the phone and kept with the draft until they are sent. */
export function Photos({ label, paths, onChange, max, size, error }: Props) {
  const add = useCamera(max - paths.length, (taken) => onChange([...paths, ...taken]), size);
  const remove = (path: string): void => {
    dropPhoto(path);
    onChange(paths.filter((one) => one !== path));
  };
  return (
    <Row label={`${label}（${paths.length}/${max}）`} error={error}>
      <View className="row wrap">
        {paths.map((path, i) => (
          <View key={path} className="photo over">
            <Image className="fill" src={path} mode="aspectFill" {...pictureLabel(`第${i + 1}张照片`)} />
            <View
              className="photo-remove disc column touch on-veil"
              aria-role="button"
              aria-label={`删掉第${i + 1}张照片`}
              onClick={() => remove(path)}
            >
              ×
            </View>
          </View>
        ))}
        {paths.length < max && (
          <View className="photo over column dashed r-chip" aria-role="button" onClick={() => void add.run()}>
            {add.busy ? '处理中…' : '＋ 拍照'}
          </View>
        )}
      </View>
    </Row>
  );
}

/**
 * One photo, large enough to see whether it can be read: a licence, a report. It stays on the phone until the platform
 * has it.
 */
export function PhotoField({
  label,
  error,
  photo,
  onChange,
  hint,
  size,
}: {
  label: string;
  error?: string | null;
  photo: string;
  onChange: (photo: string) => void;
  hint?: string;
  size?: PhotoSize;
}) {
  const take = useCamera(
    1,
    ([path]) => {
      if (photo) dropPhoto(photo);
      onChange(path!);
    },
    size,
  );
  return (
    <Row label={label} error={error}>
      {photo && <Image className="r-chip on-sunk" style={LARGE} src={photo} mode="aspectFit" aria-label={label} />}
      <View className="row wrap gap-top">
        <Button busy={take.busy} onTap={take.run} label={photo ? `重拍${label}` : `拍${label}：拍照或选照片`}>
          {photo ? '重拍' : '拍照或选照片'}
        </Button>
        {!photo && hint && <View className="small grey">{hint}</View>}
      </View>
    </Row>
  );
}

/** A picture that only some may see. */
export function PrivatePicture({
  id,
  edge,
  size = 96,
  whole = false,
  label,
}: {
  id: string;
  edge: string;
  size?: number;
  /** A paper is read to its edges. */
  whole?: boolean;
  label: string;
}) {
  const [source, setSource] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let gone = false;
    privatePicture(edge, id).then(
      (data) => !gone && setSource(data),
      () => !gone && setMissing(true),
    );
    return () => void (gone = true);
  }, [edge, id]);
  return (
    <View className="picture over center still clip r-chip on-sunk" style={{ width: `${size}px`, height: `${size}px` }}>
      {source ? (
        <Image className="fill" src={source} mode={whole ? 'aspectFit' : 'aspectFill'} {...pictureLabel(label)} />
      ) : (
        <View className="column small grey">{missing ? '打不开' : ''}</View>
      )}
    </View>
  );
}
