/* The signals of a timer: a tone, a vibration, and a sentence for screen readers.
   Contract: one element has data-tone and data-vibrate, each "on" or "off"; #say is a status region, and a
   dialog has one of its own. Browsers allow neither tone nor vibration before the first tap or key on
   the page: until then due() is silent. */
const { tone, vibrate } = document.querySelector("[data-tone]").dataset;
let audio = null;

if (tone === "on" && window.AudioContext) {
  const wake = () => {
    audio ??= new AudioContext();
    audio.resume();
  };
  // Delayed: the first tone takes 40 ms, during which the tap on ✓ would not be stored.
  for (const kind of ["click", "keydown"]) document.addEventListener(kind, () => setTimeout(wake, 99));
}

const beep = () => {
  const volume = audio.createGain();
  const sound = audio.createOscillator();
  const now = audio.currentTime;
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(0.4, now + 0.02);
  volume.gain.linearRampToValueAtTime(0, now + 0.5);
  sound.frequency.value = 880;
  sound.connect(volume).connect(audio.destination);
  sound.start(now);
  sound.stop(now + 0.5);
};

export const due = () => {
  if (audio) beep();
  if (vibrate === "on" && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(300);
};

export const say = (text, place = document.getElementById("say")) => {
  place.textContent = text;
};
