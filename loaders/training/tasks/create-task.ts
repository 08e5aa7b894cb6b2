import {countdownSchema, countdownTask} from "./countdown.js";
import {dotPicturesSchema, dotPicturesTask} from "./dot-pictures.js";
import {listProgramsSchema, listProgramsTask} from "./list-programs.js";
import type {Task} from "./task.js";

/** The `task` of a recipe: its name and how its corpus is made. */
export const taskSchema = countdownSchema.or(listProgramsSchema).or(dotPicturesSchema);

/** The task that a recipe names, with its corpus. */
export function createTask(settings: typeof taskSchema.infer): Task {
  switch (settings.name) {
    case "countdown":
      return countdownTask(settings);
    case "list-programs":
      return listProgramsTask(settings);
    case "dot-pictures":
      return dotPicturesTask(settings);
  }
}
