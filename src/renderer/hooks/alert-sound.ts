interface AlertSound {
  readonly critical: boolean;
  /** Percent. */
  readonly volume: number;
}

/** Two notes up; three and louder for a critical gate. Frequencies in hertz. */
const NOTES = { normal: [587, 784], critical: [784, 988, 1175] } as const;
const NOTE_SECONDS = 0.16;

let context: AudioContext | undefined;

/** Made by oscillators rather than read from a file: the window's policy lets no media in, and none is needed. */
export function playAlert({ critical, volume }: AlertSound): void {
  context ??= new AudioContext();
  const { destination, currentTime } = context;
  // The system stops the audio of a window that has long been silent.
  void context.resume();
  const notes = critical ? NOTES.critical : NOTES.normal;
  for (const [index, frequency] of notes.entries()) {
    const start = currentTime + index * NOTE_SECONDS;
    const tone = new OscillatorNode(context, { type: "sine", frequency });
    const envelope = new GainNode(context, { gain: 0 });
    // Squared, since ears hear loudness so; rising and falling softly, since a step is a click.
    const loudness = (volume / 100) ** 2;
    envelope.gain.setValueAtTime(0, start);
    envelope.gain.linearRampToValueAtTime(loudness, start + 0.02);
    envelope.gain.linearRampToValueAtTime(0, start + NOTE_SECONDS);
    tone.connect(envelope).connect(destination);
    tone.start(start);
    tone.stop(start + NOTE_SECONDS);
  }
}
