/* One countdown that a reload, a sleeping phone and a slow tab don't disturb.
   countdown({ key, show, end }) → start, stop, pause, resume, restore, state.
   A state is { started (milliseconds since 1970), length (seconds), … and its owner's own fields };
   `paused` is the milliseconds left while it is paused. show(seconds, state) is called each second,
   end(state, late) once, `late` milliseconds after the end. With a key the state is stored in
   sessionStorage, and restore() continues it. */
export const countdown = ({ key, show, end }) => {
  let state = null;
  let timer = 0;

  const left = () => state.paused ?? state.started + 1000 * state.length - Date.now();
  const set = (next) => {
    state = next;
    if (key && state) sessionStorage.setItem(key, JSON.stringify(state));
    else if (key) sessionStorage.removeItem(key);
    look();
  };
  const look = () => {
    clearTimeout(timer);
    if (!state) return;
    const ms = left();
    if (ms > 0) {
      if (state.paused === undefined) timer = setTimeout(look, ms % 1000 || 1000);
      show(Math.ceil(ms / 1000), state);
    } else {
      const over = state;
      set(null);
      end(over, -ms);
    }
  };

  document.addEventListener("visibilitychange", look);
  return {
    start: (next) => set({ started: Date.now(), ...next }),
    stop: () => set(null),
    pause: () => state && set({ ...state, paused: left() }),
    resume: () => {
      if (state?.paused === undefined) return;
      const { paused, ...rest } = state;
      set({ ...rest, started: Date.now() + paused - 1000 * rest.length });
    },
    restore: () => set(JSON.parse(sessionStorage.getItem(key))),
    get state() {
      return state;
    },
  };
};

/* 85 → "1:25" */
export const clock = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/* After this long nobody has been waiting: a countdown that ended meanwhile proves nothing was done. */
export const FORGOTTEN_MS = 60_000;
