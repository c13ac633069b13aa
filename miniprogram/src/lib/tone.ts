/** What of a browser's or of WeChat's own audio a tone needs. */
export type Sounding = Pick<AudioContext, 'currentTime' | 'createOscillator' | 'createGain' | 'destination'>;

const NOTES_HERTZ = [660, 880];
const NOTE_SECONDS = 0.18;
const LOUDNESS = 0.3;

/** Two short notes, the second the higher: heard across a yard, and over before it is a nuisance. */
export function soundTone(audio: Sounding): void {
  NOTES_HERTZ.forEach((hertz, i) => {
    const note = audio.createOscillator();
    const volume = audio.createGain();
    const fromSeconds = audio.currentTime + i * NOTE_SECONDS;
    note.frequency.value = hertz;
    volume.gain.setValueAtTime(LOUDNESS, fromSeconds);
    volume.gain.linearRampToValueAtTime(0, fromSeconds + NOTE_SECONDS);
    note.connect(volume);
    volume.connect(audio.destination);
    note.start(fromSeconds);
    note.stop(fromSeconds + NOTE_SECONDS);
  });
}
