declare module "htl" {
  interface Literal<T> {
    (strings: TemplateStringsArray, ...values: unknown[]): T;
    fragment(strings: TemplateStringsArray, ...values: unknown[]): DocumentFragment;
  }
  export const html: Literal<HTMLElement>;
  export const svg: Literal<SVGElement>;
}
