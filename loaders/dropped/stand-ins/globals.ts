export {Buffer} from "buffer";
