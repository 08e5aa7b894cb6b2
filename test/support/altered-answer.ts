interface Answer {
  choices: {index: number}[];
  usage?: unknown;
}

/** Ways to spoil the body of an answer whose status stays 200. */
export const alterations = {
  "malformed-json": (body: Buffer) => Buffer.from(`${body.toString().slice(0, -1)},]`),
  /** An index stands twice: the second choice, or one that was not asked for, repeats the first. */
  "duplicate-choices": withChoices(([first, , ...rest]) => [first!, first!, ...rest]),
  "fewer-choices": withChoices((choices) => choices.slice(0, -1)),
  "more-choices": withChoices((choices) => [...choices, {...choices[0]!, index: choices.length}]),
  "missing-usage": altered((answer) => {
    delete answer.usage;
  }),
  "error-in-200": () => Buffer.from('{"error":{"message":"out of memory","type":"server_error","code":500}}'),
  "empty-body": () => Buffer.alloc(0),
  /** A character of three bytes without its last, in the first text. */
  "truncated-utf8": (body: Buffer) => {
    const [, before] = /^(.*?"(?:text|content)":")/s.exec(body.toString("latin1"))!;
    const at = before!.length;
    return Buffer.concat([body.subarray(0, at), Buffer.from([0xe2, 0x82]), body.subarray(at)]);
  }
} satisfies Record<string, (body: Buffer) => Buffer>;

function withChoices(change: (choices: Answer["choices"]) => Answer["choices"]): (body: Buffer) => Buffer {
  return altered((answer) => {
    answer.choices = change(answer.choices);
  });
}

function altered(change: (answer: Answer) => void): (body: Buffer) => Buffer {
  return (body) => {
    const answer = JSON.parse(body.toString()) as Answer;
    change(answer);
    return Buffer.from(JSON.stringify(answer));
  };
}
