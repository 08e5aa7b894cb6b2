import {html} from "htl";

export interface ChoiceOption {
  value: string;
  label: string;
}

/** One of a few options, in a row; dispatches `input` when the reader chooses. Names the group `legend`. */
export interface Choice extends HTMLElement {
  value: string;
}

/** A radio group. With a single option it says which, and there is nothing to choose. */
export function choice(legend: string, options: readonly ChoiceOption[], value: string): Choice {
  const name = `choice-${legend.toLowerCase().replaceAll(/\W+/g, "-")}`;
  const element = html`<fieldset class="choice">
    <legend>${legend}</legend>
    ${options.map(
      (option) =>
        html`<label
          ><input
            type="radio"
            name=${name}
            value=${option.value}
            checked=${option.value === value}
          />${option.label}</label
        >`
    )}
  </fieldset>`;
  Object.defineProperty(element, "value", {
    get: () => element.querySelector<HTMLInputElement>("input:checked")?.value ?? value
  });
  return element as unknown as Choice;
}
