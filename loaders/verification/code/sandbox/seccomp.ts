import {UserError} from "../../../schema/user-error.js";

interface Architecture {
  /** AUDIT_ARCH_… of linux/audit.h: little-endian and 64-bit flags over the ELF machine number. */
  audit: number;
  prlimit64: number;
  rtSigaction: number;
  denied: readonly number[];
}

/**
 * Calls that reach beyond the calling process, by number. Without them a program cannot touch the supervisor, which has its user id, nor leave
 * anything behind for the next program: tracing and reading other processes' memory (ptrace, process_vm_*, kcmp, process_madvise, pidfd_getfd);
 * their priority (setpriority, sched_set*, ioprio_set); System V and POSIX message queues, shared memory and semaphores; kernel keyrings;
 * sockets; namespaces and mounts (unshare, setns, mount, umount2, pivot_root, chroot, the new mount calls); bpf, perf_event_open, userfaultfd,
 * io_uring (which would bypass this filter), and files by handle.
 */
const architectures: Readonly<Record<string, Architecture>> = {
  x64: {
    audit: 0xc000003e,
    prlimit64: 302,
    rtSigaction: 13,
    denied: [
      101, 310, 311, 312, 440, 438, 141, 142, 144, 203, 314, 251, 29, 30, 31, 64, 65, 66, 220, 68, 69, 70, 71,
      240, 248, 249, 250, 41, 272, 308, 165, 166, 155, 161, 428, 429, 430, 431, 432, 433, 442, 321, 298, 323,
      425, 426, 427, 303, 304
    ]
  },
  arm64: {
    audit: 0xc00000b7,
    prlimit64: 261,
    rtSigaction: 134,
    denied: [
      117, 270, 271, 272, 440, 438, 140, 118, 119, 122, 274, 30, 194, 196, 195, 190, 193, 191, 192, 186, 189,
      188, 187, 180, 217, 218, 219, 198, 97, 268, 40, 39, 41, 51, 428, 429, 430, 431, 432, 433, 442, 280, 241,
      282, 425, 426, 427, 264, 265
    ]
  }
};

// Classic BPF, from linux/filter.h: load a word of the call's data, compare and skip, return.
const LOAD = 0x20;
const SKIP_IF_EQUAL = 0x15;
const SKIP_IF_AT_LEAST = 0x35;
const RETURN = 0x06;
const ALLOW = 0x7fff0000;
const DENY_WITH_EPERM = 0x00050001;
const KILL = 0x80000000;
// Offsets in struct seccomp_data.
const NUMBER = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;
const SECOND_ARGUMENT = 24;
const SECOND_ARGUMENT_HIGH = 28;
const SIGCHLD = 17;
/** x86-64 takes the calls of its x32 variant under numbers from here. */
const X32 = 0x40000000;

type Instruction = readonly [code: number, skipIfTrue: number, skipIfFalse: number, operand: number];

/**
 * The seccomp filter of the sandbox as the bytes that `bwrap --seccomp` reads: the calls above fail with EPERM, and so do prlimit64 on another
 * process (a program could starve the supervisor by it) and any change of what SIGCHLD does (the kernel forgets the processor time of children
 * whose parent ignores it). Everything else passes. Throws a UserError on processors whose call numbers are not
 * listed here.
 */
export function seccompFilter(architecture: string = process.arch): Buffer {
  const known = architectures[architecture];
  if (known === undefined)
    throw new UserError(
      `code@python cannot run on ${architecture}: its sandbox knows x64 and arm64 processors only`
    );
  const body: Instruction[] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [SKIP_IF_EQUAL, 1, 0, known.audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    [SKIP_IF_AT_LEAST, 0, 1, X32],
    [RETURN, 0, 0, DENY_WITH_EPERM],
    ...known.denied.flatMap<Instruction>((call) => [
      [SKIP_IF_EQUAL, 0, 1, call],
      [RETURN, 0, 0, DENY_WITH_EPERM]
    ]),
    [SKIP_IF_EQUAL, 0, 8, known.rtSigaction],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [SKIP_IF_EQUAL, 0, 4, SIGCHLD],
    [LOAD, 0, 0, SECOND_ARGUMENT],
    [SKIP_IF_EQUAL, 0, 3, 0],
    [LOAD, 0, 0, SECOND_ARGUMENT_HIGH],
    [SKIP_IF_EQUAL, 0, 1, 0],
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, DENY_WITH_EPERM],
    [SKIP_IF_EQUAL, 0, 3, known.prlimit64],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [SKIP_IF_EQUAL, 1, 0, 0],
    [RETURN, 0, 0, DENY_WITH_EPERM],
    [RETURN, 0, 0, ALLOW]
  ];
  const bytes = Buffer.alloc(body.length * 8);
  for (const [index, [code, skipIfTrue, skipIfFalse, operand]] of body.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(skipIfTrue, index * 8 + 2);
    bytes.writeUInt8(skipIfFalse, index * 8 + 3);
    bytes.writeUInt32LE(operand, index * 8 + 4);
  }
  return bytes;
}
