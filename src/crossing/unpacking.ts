import { KINDS } from './kinds';
import type { Incoming } from './kinds/kind';
import type { Parcel } from './parcel';
import { NULL_PLACE } from './parcel';

/** Opens one parcel: first makes every object, still empty, then puts into each what it holds. */
export class Unpacking implements Incoming {
  readonly #kinds: number[] = [];
  readonly #made: object[] = [];
  #nextShell = 0;
  #nextMember = 0;

  constructor(private readonly parcel: Parcel) {}

  unpack(): object {
    const { root, shells, members } = this.parcel;
    while (this.#nextShell < shells.length) {
      const kind = this.shell() as number;
      this.#kinds.push(kind);
      this.#made.push(KINDS[kind]!.readShell(this));
    }
    while (this.#nextMember < members.length) {
      const place = this.token() as number;
      KINDS[this.#kinds[place]!]!.readMembers?.(this.#made[place]!, this);
    }
    return this.#made[root]!;
  }

  shell(): unknown {
    return this.parcel.shells[this.#nextShell++];
  }

  token(): unknown {
    return this.parcel.members[this.#nextMember++];
  }

  value(): unknown {
    const token = this.token();
    if (token !== null) return token;
    const place = this.token() as number;
    return place === NULL_PLACE ? null : this.#made[place];
  }

  at(place: number): object {
    return this.#made[place]!;
  }
}
