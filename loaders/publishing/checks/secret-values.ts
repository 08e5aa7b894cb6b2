/** Names of environment variables whose values nobody else may see. */
const SECRET_NAME =
  /(_|^)(TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?|PAT)S?$|SECRET|TOKEN|^AWS_(?!.*(REGION|ENDPOINT|PROFILE|OUTPUT|PAGER))/i;

/** Shorter values are words that stand everywhere. */
const SHORTEST = 8;

/** A value of the environment that must not come out, and the variable that has it. */
export interface SecretValue {
  variable: string;
  value: string;
}

/** The values of variables that look like keys, the longest first. Paths and short or plain words are none. */
export function secretValues(environment: NodeJS.ProcessEnv): SecretValue[] {
  return Object.entries(environment)
    .flatMap(([variable, given = ""]) => {
      const value = given.trim();
      const isSecret =
        SECRET_NAME.test(variable) && value.length >= SHORTEST && !/^[/.~]|^[a-z]+$/.test(value);
      return isSecret ? [{variable, value}] : [];
    })
    .sort((a, b) => b.value.length - a.value.length);
}

/** A text without secrets: values of the environment and what stands between `//` and `@` of an address. */
export function redacted(text: string, secrets: readonly SecretValue[]): string {
  const clean = secrets.reduce((rest, {variable, value}) => {
    const forms = new Set([value, encodeURIComponent(value), Buffer.from(value).toString("base64")]);
    return [...forms].reduce((each, form) => each.replaceAll(form, `[${variable}]`), rest);
  }, text);
  return clean.replace(/\/\/[^/\s@'"]+@/g, "//");
}
