import {leadView, type LeadTables, type LeadView} from "../../src/findings/lead/lead-view.js";
import {exampleCounts} from "./example-counts.js";
import {exampleStudy, exampleTable} from "./example-study.js";

/** The tables of the example study that its lead rests on, and what the lead shows. */
export const exampleLeadTables: LeadTables = {
  study: exampleStudy,
  coverage: {math: exampleTable},
  counts: exampleCounts,
  guessRates: [],
  guesses: [],
  cards: []
};
export const exampleLead: LeadView = leadView(exampleLeadTables)!;
