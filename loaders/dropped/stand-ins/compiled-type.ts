/** No page may compile functions from text. */
export {type as compiledType} from "arktype";
