// The formats the schemas name; the compiled validators and the messages both stand on these.

/** True for a `YYYY-MM-DD` that the calendar knows. */
function isDate(text: string): boolean {
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && isInstant(`${text}T00:00:00Z`);
}

/** True for a `YYYY-MM-DDTHH:MM:SSZ` that calendar and clock know; leap seconds are not. */
function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text.replace("Z", ".000Z");
}

/** True for one plain address: no display name, no quoting, a domain with a dot. */
function isEmail(text: string): boolean {
  return (
    text.length <= 320 &&
    /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(text)
  );
}

/** Shaped as ajv-formats shapes its own, whose place it takes in the compiled validators. */
export const fullFormats = {
  date: { validate: isDate },
  "date-time": { validate: isInstant },
  email: { validate: isEmail },
};
