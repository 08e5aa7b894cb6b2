import {UnexpectedJson, type JsonReader} from "./json-reader.js";
import {SummedLogprobs} from "./logprobs.js";
import {NumberList} from "./number-list.js";
import {TokenSum, type DrawnWith} from "./token-totals.js";

/**
 * Sums over a choice's tokens, from the object of log-probabilities that begins here, in either shape; null for an object of
 * another. Throws UnexpectedJson for values that are no numbers, which `sumLogprobs` has a word for.
 */
export function readLogprobs(reader: JsonReader, drawnWith: DrawnWith): SummedLogprobs | null {
  let listed = null as NumberList | null;
  let tops = null as Alternatives | null;
  let summed = null as SummedLogprobs | null;
  reader.object((key) => {
    if (!reader.isList) reader.skip();
    else if (key === "token_logprobs") listed = readNumbers(reader);
    else if (key === "top_logprobs") tops = readAlternatives(reader);
    else if (key === "content") summed = readContent(reader, drawnWith);
    else reader.skip();
  });
  return listed === null ? summed : sumListed(listed, tops, drawnWith);
}

/** Alternatives of all tokens, one after the other. */
interface Alternatives {
  logprobs: NumberList;
  /** Where those of each token end. */
  ends: NumberList;
}

// One answer is read at a time.
const listedNumbers = new NumberList();
const allAlternatives: Alternatives = {logprobs: new NumberList(), ends: new NumberList()};

function sumListed(listed: NumberList, tops: Alternatives | null, drawnWith: DrawnWith): SummedLogprobs {
  const sum = new TokenSum(drawnWith);
  const alternatives: number[] = [];
  let at = 0;
  for (let token = 0; token < listed.length; token++) {
    alternatives.length = 0;
    const end = tops === null || token >= tops.ends.length ? at : tops.ends.at(token);
    for (; at < end; at++) alternatives.push(tops!.logprobs.at(at));
    sum.add(listed.at(token), alternatives);
  }
  return new SummedLogprobs(sum.totals);
}

function readNumbers(reader: JsonReader): NumberList {
  listedNumbers.length = 0;
  reader.list(() => {
    listedNumbers.push(reader.number());
  });
  return listedNumbers;
}

/** `{token: log-probability}` for each token, or null. */
function readAlternatives(reader: JsonReader): Alternatives {
  const {logprobs, ends} = allAlternatives;
  logprobs.length = ends.length = 0;
  reader.list(() => {
    if (reader.isObject) readDistinct(reader, logprobs);
    else reader.skip();
    ends.push(logprobs.length);
  });
  return allAlternatives;
}

/** A token that is told twice counts once, as JSON.parse has it; tokens of one text with other numbers are others. */
function readDistinct(reader: JsonReader, logprobs: NumberList): void {
  const start = logprobs.length;
  const place = reader.place;
  reader.numbers(logprobs);
  if (!logprobs.hasTwins(start)) return;
  reader.place = place;
  logprobs.length = start;
  for (const logprob of Object.values(reader.value() as Record<string, number>)) logprobs.push(logprob);
}

/** `[{logprob, top_logprobs: [{logprob}]}]`. */
function readContent(reader: JsonReader, drawnWith: DrawnWith): SummedLogprobs {
  const sum = new TokenSum(drawnWith);
  reader.list(() => {
    let alternatives: number[] = [];
    let logprob = NaN;
    reader.object((key) => {
      if (key === "logprob") logprob = reader.number();
      else if (key === "top_logprobs" && reader.isList) alternatives = readLogprobList(reader);
      else reader.skip();
    });
    if (Number.isNaN(logprob)) throw new UnexpectedJson();
    sum.add(logprob, alternatives);
  });
  return new SummedLogprobs(sum.totals);
}

function readLogprobList(reader: JsonReader): number[] {
  const logprobs: number[] = [];
  reader.list(() => {
    reader.object((key) => {
      if (key === "logprob") logprobs.push(reader.number());
      else reader.skip();
    });
  });
  return logprobs;
}
