import {numbersOf} from "./answer-parts.js";

/** What a sentence begins with that answers or concludes. */
const CONCLUDING = /^[\s*]*(?:答|解|所以|因此|因而|于是|故|则|综上|最终|最后|总共|一共|共|即|也就是说)/;

/** Right before a number that the sentence states. */
const STATES =
  /(?:是|为|為|有|等于|等於|得|得到|需要?|用了?|花了?|共|剩下?|余下?|还有|卖了?|买了?|走了?|长|高|达)\s?[约大概]{0,2}[\s$\\(]*$/;

/** What makes a number no answer: a denial, a bound, a doubt, a part of something else. */
const OTHER =
  /不|没|沒|并非|非|如果|若|假设|设|可能|也许|至少|至多|最多不|超过|小于|大于|第|每|由|根据|当|[<>≤≥]|或者?|比|的(?:一半|\d)/;

/** Behind a number that is part of a comparison or a further computation. */
const GOES_ON = /^\s*(?:倍|分之|的|到|至|多|以上|以下|左右都)/;

/** The number that a Chinese sentence concludes with: "答：小明有5个苹果。" Null for others, and where it states several. */
export function chineseNumber(sentence: string): string | null {
  if (!/[\u4e00-\u9fff]/.test(sentence)) return null;
  const clauses = sentence.split(/[，,；;：:](?!\d)/);
  const clause = clauses.findLast((part) => numbersOf(part).length > 0);
  if (clause === undefined || clause !== clauses.at(-1)) return null;
  const numbers = numbersOf(clause);
  const [number] = numbers;
  if (numbers.length !== 1 || number === undefined) return null;
  const before = clause.slice(0, number.index);
  const after = clause.slice(number.index + number.text.length);
  if (OTHER.test(clause) || OTHER.test(sentence.slice(0, 4)) || GOES_ON.test(after)) return null;
  // "最大值是8。"
  const isEqual =
    /(?:是|为|為|等于|等於)\s?[\s$\\(]*$/.test(before) &&
    !/^\W*(?:[一-龥]+是)?(?:已知|题目|问题|第)/.test(sentence);
  // "即小明今年9岁。"
  const concludes = CONCLUDING.test(sentence) && /^\s?[\u4e00-\u9fff]{1,3}\W*$/.test(after);
  return isEqual ||
    concludes ||
    ((CONCLUDING.test(sentence) || CONCLUDING.test(clause)) && STATES.test(before))
    ? number.text
    : null;
}
