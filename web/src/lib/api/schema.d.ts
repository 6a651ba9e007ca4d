// Generated from docs/openapi.json by `npm run types`. Do not edit.

export interface paths {
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LoginIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoginOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                /** @description `choose_restaurant`, with the list in `restaurants` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs out. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MemberOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the password; every other sign-in of the person ends. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoginOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Goes to another restaurant of the same person. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SwitchIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LoginOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dev/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages the dev outbox took, newest first. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["List_MessageOut"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dev/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the store wrote since the server started. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StatsOut"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guest/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the guest's session. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Signed out */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guest/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything kept about this guest. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MeOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Forgets name and number, and signs out. What was ordered and paid stays in the restaurant's books. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Forgotten */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guest/otp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a one-time code. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OtpIn"];
                };
            };
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OtpOut"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guest/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Seats a phone at its table's tab; a phone that already sits there stays who it is. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SessionIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SeatedOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/dishes/{dish_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes price or name of a dish on the draft and on the published menu at once, without publishing anything else
         *     of the draft. Guests see it within a second and hear `menu.published`. A dish that is on the draft alone changes
         *     there, and `menu_version` stays.
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dish_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DishPatch"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManagedDishOut"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                /** @description Neither menu has the dish */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                /** @description `conflict`: too many edit at once */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                /** @description `required`, `amount`, `currency`, `name`, `variant_required` or `unknown_variant` */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/manage/menu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft, as it is edited. Amounts are in minor units of the restaurant's currency. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MenuDraft"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        /** Replaces the draft. */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MenuDraft"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MenuDraft"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/menu/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft as CSV; options have no place in it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/menu/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replaces the draft by a file: `text/csv` or JSON. A file with mistakes is refused whole, with its lines: `field` is
         *     `line N: COLUMN`, or the path of the field in JSON. With `dry_run=true` it is checked just so, and nothing changes.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description True to be told what the file would change, and change nothing. */
                    dry_run: boolean;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MenuDraft"];
                    "text/csv": string;
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ImportOut"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/menu/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes the draft; guests see it within a second. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublishOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders, the one placed last first, with all their lines. A page may have fewer items than `limit`, or none, and
         *     still a `next_cursor`: then more may be found behind it.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description The `next_cursor` of the page before; the other fields as they were. */
                    cursor: string | null;
                    /**
                     * @description The first business day they were placed on, as `YYYY-MM-DD`.
                     * @example 2026-11-01
                     */
                    from: string | null;
                    /** @description Items of a page, 1 to 200; 50 by default. */
                    limit: number | null;
                    /** @description At most 80 characters: the number of an order, or a part of the name of a dish or a table. */
                    q: string | null;
                    /** @description Those with a line of this station. */
                    station: string | null;
                    /** @description `awaiting_approval`, `placed`, `accepted`, `preparing`, `ready`, `served`, `rejected` or `cancelled`. */
                    status: string | null;
                    /**
                     * @description The last one, included.
                     * @example 2026-11-23
                     */
                    to: string | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["List_ManagedOrderOut"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/reports/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One business day, hour by hour, with the same weekday one week before. Revenue as in `reports/today`; the revenue of
         *     all hours is that of the day.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /**
                     * @description The business day as `YYYY-MM-DD`; by default the present one.
                     * @example 2026-11-23
                     */
                    date: string | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DayOut"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                /** @description `date`: no date, or one beyond 2000 to 2199 */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/reports/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The business day so far, and how the floor stands now. Revenue is what guests were billed for what was ordered on
         *     this business day: with discounts, service charge, taxes and round-off, without tips, paid or not, and without what
         *     was struck off, rejected, cancelled or still waits for approval.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TodayOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/restaurant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Card and settings. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManagedRestaurant"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes card and settings. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RestaurantPatch"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ManagedRestaurant"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/manage/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All people. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["List_PersonOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        /** Adds a person. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonIn"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/staff/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Takes a person's role away; they are signed out within a second. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a person; a new password, role or station signs them out. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    account_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/manage/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tables. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["List_TableOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        /** Adds a table. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TableIn"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TableOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/tables/{table_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One table. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    table_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TableOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Removes a table nobody sits at. */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    table_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Removed */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Changes a table. */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    table_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TablePatch"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TableOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/manage/tables/{table_id}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The code of a table as a picture. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    table_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/svg+xml": string;
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/tables/{table_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes a table's code and answers the new one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    table_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TableOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/tables/qr-sheet.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The codes of all tables, to print and cut. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/pdf": number[];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/tabs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tabs, open and closed, the one opened last first; without those that were joined into another. A page may have
         *     fewer items than `limit`, or none, and still a `next_cursor`: then more may be found behind it.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description `dine_in` or `parcel`. */
                    channel: string | null;
                    /** @description The `next_cursor` of the page before; the other fields as they were. */
                    cursor: string | null;
                    /**
                     * @description The first business day they were opened on, as `YYYY-MM-DD`.
                     * @example 2026-11-01
                     */
                    from: string | null;
                    /** @description Items of a page, 1 to 200; 50 by default. */
                    limit: number | null;
                    /** @description At most 80 characters: a part of the name of a table, a guest or a customer, or the number of an order. */
                    q: string | null;
                    /** @description `open` or `closed`. */
                    status: string | null;
                    /** @description Those at this table. */
                    table_id: string | null;
                    /**
                     * @description The last one, included.
                     * @example 2026-11-23
                     */
                    to: string | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["List_ManagedTabOut"];
                    };
                };
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/tabs/{tab_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tab, open, closed or joined, as staff see it. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/manage/tabs/{tab_id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a closed tab again; the reason is required. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restaurants/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public card. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RestaurantOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restaurants/{slug}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is sold out or counted now. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["List_StockOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restaurants/{slug}/menu": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published menu, ready in memory. `lang` picks a language of the menu; a menu in one language answers in it. */
        get: {
            parameters: {
                query?: {
                    lang?: string;
                };
                header?: never;
                path: {
                    slug: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MenuOut"];
                    };
                };
                /** @description As before */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who this browser is; never an error. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionOut"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates the first restaurant and its manager, once. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetupIn"];
                };
            };
            responses: {
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RestaurantOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live orders with lines, open tabs with versions, open service requests, server time. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Only lines of this station; by default the person's own, or all. */
                    station: string | null;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BoardOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/dishes/{dish_id}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks a dish or one of its variants. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    dish_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AvailabilityIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StockOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders to take away, on a tab of its own. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ParcelIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelOut"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ParcelOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/service-requests/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Someone is on the way. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceRequestOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/service-requests/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is done. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceRequestOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Floors and tables with their open tabs. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["FloorsOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tables/{table_id}/tabs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a tab at a table. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    table_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OpenTabIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tab. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes a tab; 409 with the balance while money is owed. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NothingIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/guests/{guest_id}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a phone off a tab; what it ordered stays. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    guest_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NothingIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Joins this tab into another; answers the tab that goes on. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["JoinIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/lines/{line_id}/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves a line forward; the first step accepts its order. Answers the order. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    line_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AdvanceIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/lines/{line_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a line's last step back, within 15 seconds. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    line_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/lines/{line_id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Strikes a line off; the reason is required. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    line_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the guests to a free table. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MoveIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders for a guest of a tab. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The kitchen takes an order. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    order_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a guest's first round through. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    order_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls an order off, until something of it was served. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    order_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/orders/{order_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turns an order down. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    order_id: string;
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/staff/tabs/{tab_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records money taken at the counter. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path: {
                    tab_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CounterPaymentIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PaymentTaken"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PaymentTaken"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The guest's tab. Its version is the `ETag`. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TabOut"];
                    };
                };
                /** @description As before */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab/bill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bill of the guest's tab. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BillOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Places an order. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab/orders/{order_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Calls an order off while it is still `placed`. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    order_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReasonIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["OrderOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts to pay. At the counter this tells staff what part and how much; they record the money. */
        post: {
            parameters: {
                query?: never;
                header: {
                    "Idempotency-Key": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaymentIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PaymentStarted"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PaymentStarted"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prices an order without placing it. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuoteOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tab/service-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for service; a repeat while the same is still open answers the open one. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ServiceIn"];
                };
            };
            responses: {
                /** @description A repeat */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceRequestOut"];
                    };
                };
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServiceRequestOut"];
                    };
                };
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tables/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a scanned code means. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScanOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tables/{token}/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rings the floor for a phone without a sign-in; one call per table is open at a time. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HelpOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tables/{token}/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Prices an order for a phone that has not signed in. Nothing of the table's tab is told. */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OrderIn"];
                };
            };
            responses: {
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["QuoteOut"];
                    };
                };
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                410: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProblemBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs. */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It runs */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process can do its work. */
        get: {
            parameters: {
                query?: {
                    /** @description `store`: say ready also without the shared short-lived state, as orders go on then. For load balancers. */
                    need?: "store";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Every back end that is needed answers */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
                /** @description One does not */
                503: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Readiness"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Who did something. */
        ActorOut: {
            /** @description The guest, if it is one. */
            guest_id?: string | null;
            /** @description `guest`, `staff`, `manager` or `system`. */
            kind: string;
            /** @description The guest's name, if they gave one. */
            name?: string | null;
        };
        /** @description A step forward. */
        AdvanceIn: {
            /** @description Where to. */
            to: components["schemas"]["StepIn"];
        };
        /** @description The mark of a dish. */
        AvailabilityIn: {
            /**
             * Format: int64
             * @description Portions left, 0 to 100000, to have them counted; null to stop counting.
             */
            portions?: number | null;
            /** @description `available` or `sold_out`. */
            status: string;
            /**
             * Format: date-time
             * @description When a sold-out mark falls off by itself.
             */
            until?: string | null;
            /** @description The variant, where the mark is for it alone. */
            variant_id?: string | null;
        };
        /** @description One line of a bill. */
        BillLineOut: {
            /** @description At menu prices. */
            amount: components["schemas"]["Money"];
            /** @description Who ordered it. */
            by: components["schemas"]["ActorOut"];
            /** @description The line. */
            line_id: string;
            /** @description What it is. */
            name: string;
            /** @description The order it came with. */
            order_id: string;
            /**
             * Format: int32
             * @description How many.
             */
            quantity: number;
            /** @description With discount and taxes. */
            total: components["schemas"]["Money"];
            /** @description The size or portion. */
            variant?: string | null;
        };
        /** @description What a tab owes, and what was paid of it. */
        BillOut: {
            /** @description What is still owed. */
            balance: components["schemas"]["Money"];
            /** @description Discounts on the whole bill, by name. */
            discounts: components["schemas"]["NamedAmount"][];
            /** @description The lines that are owed for. */
            lines: components["schemas"]["BillLineOut"][];
            /** @description What was paid, less refunds. */
            paid: components["schemas"]["Money"];
            /** @description What the round-off added. */
            round_off: components["schemas"]["Money"];
            /** @description The service charge, if the guests agreed to one. */
            service_charge: components["schemas"]["Money"];
            /** @description The lines at menu prices. */
            subtotal: components["schemas"]["Money"];
            /** @description Taxes by name and rate. */
            taxes: components["schemas"]["TaxOut"][];
            /** @description Tips that came with payments. */
            tip: components["schemas"]["Money"];
            /** @description All of it. */
            total: components["schemas"]["Money"];
        };
        /** @description Everything live in a restaurant at one moment. */
        BoardOut: {
            /** @description Orders that are not finished, oldest first. */
            orders: components["schemas"]["OrderOut"][];
            /**
             * Format: date-time
             * @description The moment.
             */
            server_time: string;
            /** @description Open calls for service, oldest first. */
            service_requests: components["schemas"]["ServiceRequestOut"][];
            /** @description Open tabs with their versions, oldest first. */
            tabs: components["schemas"]["TabSummary"][];
        };
        /** @description A heading of the menu. */
        CategoryOut: {
            /** @description In the order they are shown. */
            dishes: components["schemas"]["DishOut"][];
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /**
         * @description How money is taken at the counter.
         * @enum {string}
         */
        CounterMethod: "cash" | "card" | "upi";
        /** @description Money taken at the counter. */
        CounterPaymentIn: {
            /** @description What it takes off the bill, at most the balance. */
            amount: components["schemas"]["MoneyIn"];
            /** @description How. */
            method: components["schemas"]["CounterMethod"];
            /** @description The payment a guest announced, where this answers one; its tip is added. */
            payment_id?: string | null;
            /** @description The number on a slip, at most 64 characters. */
            reference?: string | null;
            tendered?: components["schemas"]["MoneyIn"] | null;
        };
        /** @description One business day. */
        DayOut: {
            /** @description Revenue per tab with an order, rounded half-up; zero without any. */
            average_ticket: components["schemas"]["Money"];
            /**
             * @description The business day, as `YYYY-MM-DD`.
             * @example 2026-11-23
             */
            business_day: string;
            /** @description What discounts took off. */
            discounts: components["schemas"]["Money"];
            /** @description The dishes with the most revenue, at most twenty. */
            dishes: components["schemas"]["DishTotalOut"][];
            /** @description Every hour of the business day, the first one first: 24, where the clocks change 23 or 25. */
            hours: components["schemas"]["HourOut"][];
            /**
             * Format: int64
             * @description Orders with at least one line on a bill.
             */
            orders: number;
            /** @description The money that came in on the day, by method, also for what was ordered on another day. */
            payments: components["schemas"]["MethodOut"][];
            /** @description The same weekday one week before, the whole day. */
            previous: components["schemas"]["PreviousOut"];
            /** @description What guests were billed for them, without tips. */
            revenue: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Tabs with such an order.
             */
            tabs: number;
            /** @description The taxes within the revenue, by name and rate. */
            taxes: components["schemas"]["TaxOut"][];
            /** @description Tips that came with the day's payments, less what of them was given back. */
            tips: components["schemas"]["Money"];
        };
        /** @description One option. */
        DishOptionOut: {
            /** @description False while it is sold out. */
            available: boolean;
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description What one costs on top. */
            price: components["schemas"]["Money"];
        };
        /** @description Something that can be ordered. */
        DishOut: {
            /** @description Names of allergens. */
            allergens?: string[];
            /** @description False while it is taken off the menu. */
            available: boolean;
            /** @description One or two sentences. */
            description?: string | null;
            /** @description `veg`, `non-veg`, `egg` or `vegan`. */
            diet: string;
            /** @description Its id. */
            id: string;
            image?: components["schemas"]["PictureOut"] | null;
            /** @description Its name. */
            name: string;
            /** @description Choices. */
            option_groups: components["schemas"]["OptionGroupOut"][];
            /**
             * Format: int32
             * @description Minutes from accepting to ready.
             */
            prep_minutes: number;
            /** @description The price; with variants, the smallest of theirs. */
            price: components["schemas"]["Money"];
            /** @description Sizes or portions. */
            variants: components["schemas"]["VariantOut"][];
        };
        /** @description What changes; what is left out stays. A price or a name is needed. */
        DishPatch: {
            /** @description The dish's name, 1 to 120 characters on one line; taken once per category and diet. */
            name?: string | null;
            price?: components["schemas"]["MoneyIn"] | null;
            /** @description The variant whose price it is; required where the dish has any. */
            variant_id?: string | null;
        };
        /** @description What was sold of one dish. */
        DishTotalOut: {
            /** @description The dish. */
            dish_id: string;
            /** @description Its name when it was last ordered. */
            name: string;
            /**
             * Format: int64
             * @description Portions.
             */
            quantity: number;
            /** @description Their revenue. */
            revenue: components["schemas"]["Money"];
        };
        /** @description A heading of the menu. */
        DraftCategory: {
            /** @description In the order they are shown. */
            dishes: components["schemas"]["DraftDish"][];
            /** @description Its id, 26 characters. */
            id: string;
            /** @description 1 to 120 characters on one line. */
            name: string;
        };
        /** @description Something that can be ordered. */
        DraftDish: {
            /** @description Names of allergens. */
            allergens?: string[];
            /** @description False takes it off without deleting it. */
            available: boolean;
            /** @description At most 600 characters. */
            description?: string | null;
            /** @description `veg`, `non-veg`, `egg` or `vegan`. */
            diet: string;
            /** @description Its id. Tabs and stock refer to it, so it outlives edits. */
            id: string;
            /** @description 1 to 120 characters on one line; category, name and diet together only once. */
            name: string;
            /** @description Choices. */
            option_groups?: components["schemas"]["DraftOptionGroup"][];
            picture?: components["schemas"]["DraftPicture"] | null;
            /**
             * Format: int32
             * @description Minutes from accepting to ready, at most 600.
             */
            prep_minutes: number;
            /**
             * Format: int64
             * @description The price without a variant, in minor units.
             * @example 34500
             */
            price: number;
            /**
             * @description A station of the restaurant.
             * @example kitchen
             */
            station: string;
            /**
             * @description The key of a tax class of the restaurant.
             * @example gst5
             */
            tax_class: string;
            /** @description Sizes or portions with prices of their own; where there are any, an order names one. */
            variants?: components["schemas"]["DraftVariant"][];
        };
        /** @description One option. */
        DraftOption: {
            /** @description False while it is sold out. */
            available: boolean;
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description What one costs on top, in minor units.
             */
            price: number;
        };
        /** @description Choices of which between `min` and `max` are picked. */
        DraftOptionGroup: {
            /**
             * Format: int32
             * @description How many of the picked cost nothing, the dearest first.
             */
            free?: number;
            /** @description Its id. */
            id: string;
            /**
             * Format: int32
             * @description The most, 1 to 50.
             */
            max: number;
            /**
             * Format: int32
             * @description The fewest; more than 0 makes the group required.
             */
            min: number;
            /** @description Its name. */
            name: string;
            /** @description The options, at least one. */
            options: components["schemas"]["DraftOption"][];
        };
        /** @description A picture and what stands in for it while it loads. */
        DraftPicture: {
            /** @description What it shows. */
            alt: string;
            /** @description Its BlurHash. */
            blurhash: string;
            /** @description Where it is. */
            url: string;
        };
        /** @description A size or portion. */
        DraftVariant: {
            /** @description Its id. */
            id: string;
            /** @description Its name, once per dish. */
            name: string;
            /**
             * Format: int64
             * @description Its price instead of the dish's, in minor units.
             */
            price: number;
        };
        /** @description One wrong field of a request. */
        FieldError: {
            /** @description Which rule, for programs. */
            code: string;
            /** @description The field's path, such as `lines[0].quantity`. */
            field: string;
            /** @description What is wrong, for people. */
            message: string;
        };
        /** @description A floor. */
        FloorOut: {
            /** @description Its name. */
            name: string;
            /** @description Its tables. */
            tables: components["schemas"]["FloorTable"][];
        };
        /** @description The floors. */
        FloorsOut: {
            /** @description By name. */
            floors: components["schemas"]["FloorOut"][];
        };
        /** @description A table with its open tab. */
        FloorTable: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description How many it seats.
             */
            seats: number;
            tab?: components["schemas"]["TabSummary"] | null;
        };
        /** @description A phone at a tab. */
        GuestOut: {
            /** @description Its id. */
            id: string;
            /**
             * Format: date-time
             * @description When they joined.
             */
            joined_at: string;
            /** @description What they want to be called. */
            name?: string | null;
            /** @description What the phone showed: `code`, `otp` or `pin`. */
            proof: string;
            /** @description True once staff took the phone off the tab. */
            removed: boolean;
        };
        /** @description A phone at a tab. */
        GuestSession: {
            /** @description The guest. */
            guest_id: string;
            /** @description The tab. */
            tab_id: string;
            /** @description `open`, `closed` or `joined`. */
            tab_status: string;
            /** @description Ids of the tab's tables. */
            table_ids: string[];
        };
        /** @description A call that was rung. */
        HelpOut: {
            /** @description The request. */
            id: string;
            /** @description `open` or `acknowledged`. */
            status: string;
        };
        /** @description What was sold in one hour. */
        HourOut: {
            /**
             * Format: date-time
             * @description When it begins.
             */
            at: string;
            /**
             * Format: int32
             * @description The hour on the restaurant's clock then, 0 to 23.
             */
            hour: number;
            /**
             * Format: int64
             * @description Orders placed in it.
             */
            orders: number;
            /** @description Their revenue. */
            revenue: components["schemas"]["Money"];
        };
        /** @description One stretch of opening hours. */
        HoursIo: {
            /**
             * Format: int32
             * @description Closing, in minutes after midnight; at or before the opening it is on the next day.
             */
            closes: number;
            /**
             * Format: int32
             * @description 1 for Monday to 7 for Sunday.
             */
            day: number;
            /**
             * Format: int32
             * @description Opening, in minutes after midnight.
             */
            opens: number;
        };
        /** @description One stretch of opening hours. */
        HoursOut: {
            /** @description Closing, as `HH:MM`; at or before the opening it is on the next day. */
            closes: string;
            /**
             * Format: int32
             * @description 1 for Monday to 7 for Sunday.
             */
            day: number;
            /** @description Opening, as `HH:MM`. */
            opens: string;
        };
        /** @description What an import put into the draft, or would put there. */
        ImportOut: {
            /**
             * @description Names of dishes that the draft before does not have, with their variant. Dishes are told apart by category,
             *     name, diet and variant.
             */
            added: string[];
            /** @description How many categories. */
            categories: number;
            /** @description Dishes that cost something else. */
            changed: components["schemas"]["PriceChangeOut"][];
            /** @description How many dishes. */
            dishes: number;
            /** @description True when nothing was changed. */
            dry_run: boolean;
            /** @description Names of dishes that only the draft before has. */
            removed: string[];
            /** @description What else gets lost, in words. */
            warnings: string[];
        };
        /** @description Into which tab. */
        JoinIn: {
            /** @description The tab that goes on. */
            into: string;
        };
        /** @description A quantity of one dish. */
        LineIn: {
            /** @description The dish. */
            dish_id: string;
            /** @description A note for the kitchen, at most 200 characters. */
            note?: string | null;
            /** @description Options. */
            options?: components["schemas"]["OptionIn"][];
            /**
             * Format: int64
             * @description How many, 1 to 99.
             */
            quantity: number;
            /** @description Its variant; required where the dish has any. */
            variant_id?: string | null;
        };
        /** @description A quantity of one dish. */
        LineOut: {
            /** @description Unit price times quantity. */
            amount: components["schemas"]["Money"];
            /** @description `veg`, `non-veg`, `egg` or `vegan`. */
            diet: string;
            /** @description The dish. */
            dish_id: string;
            /** @description Its id. */
            id: string;
            /** @description The dish's name. */
            name: string;
            /** @description A note for the kitchen. */
            note?: string | null;
            /** @description The options. */
            options: components["schemas"]["OptionOut"][];
            /**
             * Format: date-time
             * @description When it should be ready.
             */
            promised_at: string;
            /**
             * Format: int32
             * @description How many.
             */
            quantity: number;
            /** @description Why it was struck off. */
            reason?: string | null;
            /** @description Where it is made. */
            station: string;
            /** @description `queued`, `preparing`, `ready`, `served` or `voided`. */
            status: string;
            /**
             * Format: date-time
             * @description When its last step was taken, while that can be undone.
             */
            stepped_at?: string | null;
            /** @description What one costs, with options. */
            unit_price: components["schemas"]["Money"];
            variant?: components["schemas"]["VariantRef"] | null;
        };
        /** @description A list, with where to go on. */
        List_ManagedOrderOut: {
            /** @description The items of this page. */
            items: (components["schemas"]["OrderOut"] & {
                /**
                 * @description The business day its number belongs to, as `YYYY-MM-DD`.
                 * @example 2026-11-23
                 */
                business_day: string;
                /** @description Who a parcel is for. */
                customer?: string | null;
            })[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A list, with where to go on. */
        List_ManagedTabOut: {
            /** @description The items of this page. */
            items: (components["schemas"]["TabSummary"] & {
                /**
                 * Format: date-time
                 * @description When it was closed; null while it is open.
                 */
                closed_at?: string | null;
                /** @description The numbers of its orders, oldest first; numbers start anew each business day. */
                order_numbers: number[];
                /** @description What the restaurant has of it, tips included, less what was given back. */
                paid: components["schemas"]["Money"];
            })[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A list, with where to go on. */
        List_MessageOut: {
            /** @description The items of this page. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description `sms` or `mail`. */
                channel: string;
                /** @description The subject of a mail. */
                subject?: string | null;
                /** @description The text. */
                text: string;
                /** @description The number or address. */
                to: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A list, with where to go on. */
        List_PersonOut: {
            /** @description The items of this page. */
            items: {
                /** @description Their address for signing in. */
                email?: string | null;
                /** @description The account. */
                id: string;
                /** @description What colleagues call them. */
                name: string;
                /** @description `staff` or `manager`. */
                role: string;
                /** @description Or their short id in this restaurant. */
                staff_id?: string | null;
                /** @description The station they see; null means all. */
                station?: string | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A list, with where to go on. */
        List_StockOut: {
            /** @description The items of this page. */
            items: {
                /** @description The dish. */
                dish_id: string;
                /**
                 * Format: int32
                 * @description Portions left, where they are counted.
                 */
                portions?: number | null;
                /** @description `available` or `sold_out`. */
                status: string;
                /**
                 * Format: date-time
                 * @description When a sold-out mark falls off by itself.
                 */
                until?: string | null;
                /** @description The variant, where the mark is for it alone. */
                variant_id?: string | null;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description A list, with where to go on. */
        List_TableOut: {
            /** @description The items of this page. */
            items: {
                /** @description The floor it stands on. */
                floor: string;
                /** @description Its id. */
                id: string;
                /** @description The link that the QR code holds. */
                link: string;
                /** @description What staff and guests call it. */
                name: string;
                /**
                 * Format: int32
                 * @description How many it seats.
                 */
                seats: number;
                /** @description The code. */
                token: string;
            }[];
            /** @description Where the next page begins; null on the last. */
            next_cursor?: string | null;
        };
        /** @description Who signs in. */
        LoginIn: {
            /** @description An e-mail address, or a staff id together with `restaurant`. */
            login: string;
            /** @description The password. */
            password: string;
            /** @description The restaurant's name in links. */
            restaurant?: string | null;
        };
        /** @description A person who signed in. */
        LoginOut: components["schemas"]["MemberOut"] & {
            /** @description The same token as in the cookie. */
            token: string;
        };
        /** @description A dish as managers see it. */
        ManagedDishOut: components["schemas"]["DishOut"] & {
            /** @description The category's name. */
            category: string;
            /** @description Its category. */
            category_id: string;
            /**
             * Format: int64
             * @description The version of the menu that guests see now.
             */
            menu_version: number;
            /** @description The station that makes it. */
            station: string;
            /** @description The key of its tax class. */
            tax_class: string;
        };
        /** @description An order in a manager's list. */
        ManagedOrderOut: components["schemas"]["OrderOut"] & {
            /**
             * @description The business day its number belongs to, as `YYYY-MM-DD`.
             * @example 2026-11-23
             */
            business_day: string;
            /** @description Who a parcel is for. */
            customer?: string | null;
        };
        /** @description Card and settings. */
        ManagedRestaurant: components["schemas"]["RestaurantOut"] & {
            /** @description What managers decide. */
            settings: components["schemas"]["SettingsOut"];
        };
        /** @description A tab in a manager's list. */
        ManagedTabOut: components["schemas"]["TabSummary"] & {
            /**
             * Format: date-time
             * @description When it was closed; null while it is open.
             */
            closed_at?: string | null;
            /** @description The numbers of its orders, oldest first; numbers start anew each business day. */
            order_numbers: number[];
            /** @description What the restaurant has of it, tips included, less what was given back. */
            paid: components["schemas"]["Money"];
        };
        /** @description A person where they are now. */
        MemberOut: {
            /** @description Everywhere they may be. */
            memberships: components["schemas"]["RestaurantChoice"][];
            /** @description Where they are now. */
            restaurant: components["schemas"]["RestaurantOut"];
            /** @description The stations of that restaurant. */
            stations: string[];
            /** @description The person. */
            user: components["schemas"]["PersonOut"];
        };
        /** @description A menu as it is edited. Amounts are numbers here: minor units of the restaurant's currency. */
        MenuDraft: {
            /** @description In the order they are shown. */
            categories: components["schemas"]["DraftCategory"][];
        };
        /** @description A menu as guests see it. */
        MenuOut: {
            /** @description In the order they are shown. */
            categories: components["schemas"]["CategoryOut"][];
            /**
             * Format: int64
             * @description Counts up with every publication.
             */
            version: number;
        };
        /** @description Everything kept about a guest. */
        MeOut: {
            /** @description The guest. */
            guest: components["schemas"]["GuestOut"];
            /** @description What they ordered. */
            orders: components["schemas"]["OrderOut"][];
            /** @description What they paid. */
            payments: components["schemas"]["PaymentOut"][];
            /** @description True when a keyed hash of their number is kept; the number itself never is. */
            phone_hash_kept: boolean;
        };
        /** @description A message of the dev outbox. */
        MessageOut: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description `sms` or `mail`. */
            channel: string;
            /** @description The subject of a mail. */
            subject?: string | null;
            /** @description The text. */
            text: string;
            /** @description The number or address. */
            to: string;
        };
        /**
         * @description How a guest pays.
         * @enum {string}
         */
        MethodIn: "online" | "counter";
        /** @description The money that came in one way. */
        MethodOut: {
            /** @description What the restaurant has of them: with tips, less what was given back since. */
            amount: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description How many payments.
             */
            count: number;
            /** @description `cash`, `card`, `upi` or `online`. */
            method: string;
        };
        /** @description An amount of money. */
        Money: {
            /**
             * Format: int64
             * @description In minor units (paise).
             * @example 34500
             */
            amount: number;
            /**
             * @description ISO 4217.
             * @example INR
             */
            currency: string;
        };
        /** @description An amount of money, as a client says it. */
        MoneyIn: {
            /**
             * Format: int64
             * @description In minor units (paise).
             * @example 34500
             */
            amount: number;
            /**
             * @description ISO 4217; must be the restaurant's.
             * @example INR
             */
            currency: string;
        };
        /** @description Where to. */
        MoveIn: {
            /** @description The table. */
            table_id: string;
        };
        /** @description A named amount. */
        NamedAmount: {
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /** @description Its name. */
            name: string;
        };
        /** @description Nothing more is needed. */
        NothingIn: Record<string, never>;
        /** @description Nothing more is needed to open a tab. */
        OpenTabIn: Record<string, never>;
        /** @description Choices of which between `min` and `max` are picked. */
        OptionGroupOut: {
            /**
             * Format: int32
             * @description How many of them cost nothing, the dearest first.
             */
            free: number;
            /** @description Its id. */
            id: string;
            /**
             * Format: int32
             * @description The most.
             */
            max: number;
            /**
             * Format: int32
             * @description The fewest.
             */
            min: number;
            /** @description Its name. */
            name: string;
            /** @description The options. */
            options: components["schemas"]["DishOptionOut"][];
        };
        /** @description An option of a dish. */
        OptionIn: {
            /** @description Its group; needed only where the option stands in several. */
            group_id?: string | null;
            /** @description The option. */
            option_id: string;
            /** @description Options of the option; no dish has any so far. */
            options?: components["schemas"]["OptionIn"][];
            /**
             * Format: int64
             * @description How many per portion; 1 by default.
             */
            quantity?: number | null;
        };
        /** @description A chosen option. */
        OptionOut: {
            /** @description Its group. */
            group_id: string;
            /** @description Its name. */
            name: string;
            /** @description Its id. */
            option_id: string;
            /** @description What they add to the unit price. */
            price: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description How many per portion.
             */
            quantity: number;
        };
        /** @description A round to order. */
        OrderIn: {
            expected_total?: components["schemas"]["MoneyIn"] | null;
            /** @description What. */
            lines: components["schemas"]["LineIn"][];
            /** @description A note for the whole round, at most 200 characters. */
            note?: string | null;
        };
        /** @description A round sent to the kitchen. */
        OrderOut: {
            /**
             * Format: date-time
             * @description When the kitchen took it.
             */
            accepted_at?: string | null;
            /** @description Who placed it. */
            by: components["schemas"]["ActorOut"];
            /** @description `dine_in` or `parcel`. */
            channel: string;
            /** @description Its id. */
            id: string;
            /** @description What was ordered. */
            lines: components["schemas"]["LineOut"][];
            /** @description A note for the whole round. */
            note?: string | null;
            /**
             * Format: int32
             * @description Its number on the business day.
             */
            number: number;
            /**
             * Format: date-time
             * @description When.
             */
            placed_at: string;
            /** @description Why it was rejected or cancelled. */
            reason?: string | null;
            /** @description `awaiting_approval`, `placed`, `accepted`, `preparing`, `ready`, `served`, `rejected` or `cancelled`. */
            status: string;
            /** @description The tab it is on. */
            tab_id: string;
            /** @description Names of the tab's tables. */
            tables: string[];
            /** @description What it comes to, with taxes, before the bill's round-off. */
            total: components["schemas"]["Money"];
        };
        /** @description A number to send a code to. */
        OtpIn: {
            /** @description The phone number, with or without its country code. */
            phone: string;
            /** @description The table's code. */
            table_token: string;
        };
        /** @description A code that is on its way. */
        OtpOut: {
            /** @description What the code answers. */
            challenge_id: string;
            /**
             * Format: date-time
             * @description When the code ends.
             */
            expires_at: string;
            /**
             * Format: date-time
             * @description When another one may be asked for.
             */
            resend_at: string;
        };
        /** @description An order to take away. */
        ParcelIn: {
            /** @description Who it is for, at most 80 characters. */
            customer?: string | null;
            /** @description What. */
            lines: components["schemas"]["LineIn"][];
            /** @description A note for the whole round. */
            note?: string | null;
        };
        /** @description A parcel's order and tab. */
        ParcelOut: {
            /** @description The order. */
            order: components["schemas"]["OrderOut"];
            /** @description Its tab. */
            tab: components["schemas"]["TabOut"];
        };
        /** @description A change of password. */
        PasswordIn: {
            /** @description The present one. */
            current: string;
            /** @description The new one, 8 to 72 bytes. */
            new: string;
        };
        /** @description A payment to start. */
        PaymentIn: {
            /** @description How. */
            method: components["schemas"]["MethodIn"];
            /** @description Which part of the bill. */
            share: components["schemas"]["ShareIn"];
            tip?: components["schemas"]["MoneyIn"] | null;
        };
        /** @description One attempt to pay part of a tab. */
        PaymentOut: {
            /** @description What it takes off the bill. */
            amount: components["schemas"]["Money"];
            /** @description Who started it. */
            by: components["schemas"]["ActorOut"];
            change?: components["schemas"]["Money"] | null;
            /**
             * Format: date-time
             * @description When it was started.
             */
            created_at: string;
            /** @description Its id. */
            id: string;
            /** @description `counter` (announced), `cash`, `card`, `upi` or `online`. */
            method: string;
            /** @description Why it failed. */
            reason?: string | null;
            /** @description The number on a slip. */
            reference?: string | null;
            /** @description What was given back later. */
            refunded: components["schemas"]["Money"];
            /** @description `created`, `pending`, `captured`, `partly_refunded`, `refunded`, `failed` or `expired`. */
            status: string;
            tendered?: components["schemas"]["Money"] | null;
            /** @description What comes on top for the staff. */
            tip: components["schemas"]["Money"];
        };
        /** @description A payment that was started. */
        PaymentStarted: {
            /** @description What the gateway's checkout needs; null at the counter. */
            checkout?: Record<string, never> | null;
            /** @description The payment. */
            payment: components["schemas"]["PaymentOut"];
        };
        /** @description A payment, and what is still owed after it. */
        PaymentTaken: components["schemas"]["PaymentOut"] & {
            /** @description What is still owed. */
            balance: components["schemas"]["Money"];
        };
        /** @description A person; when changing one, what is left out stays. */
        PersonIn: {
            /** @description The address they sign in with. */
            email?: string | null;
            /** @description 1 to 80 characters. */
            name?: string | null;
            /** @description 8 to 72 bytes. */
            password?: string | null;
            /** @description `staff` or `manager`. */
            role?: string | null;
            /** @description Or a short id in this restaurant: 1 to 32 of `a-z`, `0-9`, `-`, `_`. */
            staff_id?: string | null;
            /** @description The station they see; empty means all. */
            station?: string | null;
        };
        /** @description A person and their role. */
        PersonOut: {
            /** @description Their address for signing in. */
            email?: string | null;
            /** @description The account. */
            id: string;
            /** @description What colleagues call them. */
            name: string;
            /** @description `staff` or `manager`. */
            role: string;
            /** @description Or their short id in this restaurant. */
            staff_id?: string | null;
            /** @description The station they see; null means all. */
            station?: string | null;
        };
        /** @description A picture and what stands in for it while it loads. */
        PictureOut: {
            /** @description What it shows. */
            alt: string;
            /** @description Its BlurHash. */
            blurhash: string;
            /** @description Where it is. */
            url: string;
        };
        /** @description A day to compare with. */
        PreviousOut: {
            /**
             * Format: int64
             * @description Orders with at least one line on a bill.
             */
            orders: number;
            /** @description What guests were billed for them, without tips. */
            revenue: components["schemas"]["Money"];
        };
        /** @description Another price of the same dish. */
        PriceChangeOut: {
            /** @description What it cost. */
            from: components["schemas"]["Money"];
            /** @description Its name, with its variant. */
            name: string;
            /** @description What it costs now, or would cost. */
            to: components["schemas"]["Money"];
        };
        /** @description The body of a refusal. */
        ProblemBody: Record<string, never> & {
            /** @description Which rule, for programs: it never changes its meaning. */
            code: string;
            /** @description What happened, for people. */
            detail: string;
            /** @description Which fields of the request were wrong. */
            errors?: components["schemas"]["FieldError"][];
            /** @description To ask about: the log has it too. */
            request_id: string;
            /**
             * Format: int32
             * @description The status.
             */
            status: number;
            /** @description The status in words. */
            title: string;
            /** @description `/problems/{code}`. */
            type: string;
        };
        /** @description The version that guests now see. */
        PublishOut: {
            /**
             * Format: int64
             * @description Counts up with every publication.
             */
            version: number;
        };
        /** @description What an order would come to. */
        QuoteOut: {
            /** @description The lines with their prices. */
            lines: components["schemas"]["LineOut"][];
            /** @description The lines at menu prices. */
            subtotal: components["schemas"]["Money"];
            tab_total_after?: components["schemas"]["Money"] | null;
            /** @description Taxes by name and rate. */
            taxes: components["schemas"]["TaxOut"][];
            /** @description This order with taxes, before the bill's round-off. */
            total: components["schemas"]["Money"];
        };
        /** @description Every configured back end, by name. */
        Readiness: {
            /** @description `ok` or `unavailable`. */
            kv: string;
            /** @description `ok` or `unavailable`. */
            store: string;
        };
        /** @description Why something is refused or called off. */
        ReasonIn: {
            /** @description In words, at most 200 characters. */
            reason?: string | null;
        };
        /** @description A restaurant someone may sign in to. */
        RestaurantChoice: {
            /** @description Its name for people. */
            name: string;
            /** @description The person's role there: `staff` or `manager`. */
            role: string;
            /** @description Its name in links. */
            slug: string;
        };
        /** @description What anyone may know of a restaurant. */
        RestaurantOut: {
            /** @description The postal address. */
            address?: string | null;
            /**
             * Format: int32
             * @description When a new business day begins there, in minutes after midnight.
             */
            business_day_start: number;
            /** @description ISO 4217. */
            currency: string;
            /** @description The food licence number. */
            fssai?: string | null;
            /** @description The tax registration number. */
            gstin?: string | null;
            /** @description Opening hours; none means always open. */
            hours: components["schemas"]["HoursOut"][];
            /** @description Its id. */
            id: string;
            /** @description Languages of the menu, the default first. */
            languages: string[];
            /** @description Its name. */
            name: string;
            /** @description True while guests may order. */
            open_now: boolean;
            /** @description Its name in links. */
            slug: string;
            /** @description IANA time zone. */
            time_zone: string;
        };
        /** @description What changes; what is left out stays. */
        RestaurantPatch: {
            /** @description The postal address; empty to remove it. */
            address?: string | null;
            /** @description The food licence number; empty to remove it. */
            fssai?: string | null;
            /** @description The tax registration number; empty to remove it. */
            gstin?: string | null;
            /** @description Languages of the menu, the default first. */
            languages?: string[] | null;
            /** @description Its name. */
            name?: string | null;
            /** @description What managers decide. */
            settings?: components["schemas"]["SettingsPatch"];
            /** @description IANA time zone. */
            time_zone?: string | null;
        };
        /** @description What a scanned code means. */
        ScanOut: {
            /** @description What a phone must show: `code`, `otp`, `pin` or `approval`. */
            presence_policy: string;
            /** @description Where the table stands. */
            restaurant: components["schemas"]["RestaurantOut"];
            /** @description True when guests already sit at it. */
            tab_open: boolean;
            /** @description The table. */
            table: components["schemas"]["TableRefOut"];
        };
        /** @description A guest at a tab. */
        SeatedOut: {
            /** @description The guest. */
            guest: components["schemas"]["GuestOut"];
            /** @description The tab. */
            tab: components["schemas"]["TabOut"];
            /** @description The same token as in the cookie. */
            token: string;
        };
        /** @description A call for service. */
        ServiceIn: {
            /** @description What for. */
            kind: components["schemas"]["ServiceKindIn"];
            /** @description In their words, at most 200 characters. */
            note?: string | null;
        };
        /**
         * @description What a guest asks for.
         * @enum {string}
         */
        ServiceKindIn: "waiter" | "bill" | "water" | "other";
        /** @description A call for service. */
        ServiceRequestOut: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who asks. */
            by: components["schemas"]["ActorOut"];
            /** @description Its id. */
            id: string;
            /** @description `waiter`, `bill`, `water`, `other` or `help`. */
            kind: string;
            /** @description In their words. */
            note?: string | null;
            /** @description `open`, `acknowledged` or `resolved`. */
            status: string;
            /** @description The tab it is for; none for a phone without a sign-in. */
            tab_id?: string | null;
            /** @description Names of the tables. */
            tables: string[];
        };
        /** @description What a phone shows when it sits down. */
        SessionIn: {
            /** @description Under `otp`: what the code answers. */
            challenge_id?: string | null;
            /** @description Under `otp`: the code. */
            code?: string | null;
            /** @description What they want to be called, at most 40 characters. */
            name?: string | null;
            /** @description Under `pin`: the digits staff read out. */
            pin?: string | null;
            /** @description The table's code. */
            table_token: string;
        };
        /** @description Who this browser is, as guest and as staff: it can be both. */
        SessionOut: {
            guest?: components["schemas"]["GuestSession"] | null;
            /** @description `anonymous`, `guest`, `staff` or `manager`: the staff sign-in where there is one, else the guest's. */
            kind: string;
            staff?: components["schemas"]["StaffSession"] | null;
        };
        /** @description What managers decide. */
        SettingsOut: {
            /** @description False stops guests from ordering at once. */
            accepting_orders: boolean;
            /**
             * Format: int32
             * @description Minutes after midnight at which the business day starts.
             */
            business_day_start: number;
            /** @description Opening hours in minutes after midnight; none means always open. */
            hours: components["schemas"]["HoursIo"][];
            /**
             * Format: int32
             * @description Orders one tab may hold.
             */
            orders_per_tab: number;
            /** @description `code`, `otp`, `pin` or `approval`. */
            presence_policy: string;
            /**
             * Format: int64
             * @description The coin a total is rounded to, in minor units.
             */
            rounding_unit: number;
            /** @description Where lines are made. */
            stations: string[];
            /** @description The tax classes dishes refer to by key. */
            tax_classes: components["schemas"]["TaxClassIo"][];
            /** @description What they may cost, before taxes. */
            unseen_amount: components["schemas"]["Money"];
            /**
             * Format: int32
             * @description Portions guests may order before staff have seen the tab.
             */
            unseen_items: number;
        };
        /** @description What changes of the settings. */
        SettingsPatch: {
            /** @description False stops guests from ordering at once. */
            accepting_orders?: boolean | null;
            /**
             * Format: int32
             * @description Minutes after midnight at which the business day starts.
             */
            business_day_start?: number | null;
            /** @description All opening hours. */
            hours?: components["schemas"]["HoursIo"][] | null;
            /**
             * Format: int32
             * @description Orders one tab may hold.
             */
            orders_per_tab?: number | null;
            /** @description `code`, `otp`, `pin` or `approval`. */
            presence_policy?: string | null;
            /**
             * Format: int64
             * @description The coin a total is rounded to, in minor units.
             */
            rounding_unit?: number | null;
            /** @description All stations. */
            stations?: string[] | null;
            /** @description All tax classes. */
            tax_classes?: components["schemas"]["TaxClassIo"][] | null;
            unseen_amount?: components["schemas"]["MoneyIn"] | null;
            /**
             * Format: int32
             * @description Portions guests may order before staff have seen the tab.
             */
            unseen_items?: number | null;
        };
        /** @description The first restaurant and its manager. */
        SetupIn: {
            /** @description The manager's e-mail address. */
            email: string;
            /** @description The manager's name. */
            manager_name: string;
            /** @description The restaurant's name. */
            name: string;
            /** @description The manager's password, 8 to 72 bytes. */
            password: string;
            /** @description The secret of the link. */
            secret: string;
            /** @description The restaurant's name in links: 2 to 40 of `a-z`, `0-9`, `-`. */
            slug: string;
        };
        /** @description Which part of the bill. */
        ShareIn: {
            /** @enum {string} */
            kind: "balance";
        } | {
            /** @enum {string} */
            kind: "mine";
        } | {
            /** @enum {string} */
            kind: "lines";
            /** @description Ids of lines. */
            line_ids: string[];
        } | {
            /** @enum {string} */
            kind: "equal";
            /**
             * Format: int32
             * @description How many parts, 2 to 50.
             */
            parts: number;
        } | {
            /** @description The sum. */
            amount: components["schemas"]["MoneyIn"];
            /** @enum {string} */
            kind: "amount";
        };
        /** @description A dish that took long. */
        SlowDishOut: {
            /**
             * Format: int64
             * @description Lines of it that were made.
             */
            count: number;
            /** @description The dish. */
            dish_id: string;
            /**
             * Format: int64
             * @description The median of the whole minutes from placing to ready.
             */
            minutes: number;
            /** @description Its name when it was last ordered. */
            name: string;
        };
        /** @description A person of a restaurant. */
        StaffSession: {
            /** @description The account. */
            id: string;
            /** @description Their name. */
            name: string;
            /** @description The restaurant's name in links. */
            restaurant: string;
            /** @description `staff` or `manager`. */
            role: string;
        };
        /** @description How much the server did since it started. */
        StatsOut: {
            /** @description What the store wrote. */
            store: components["schemas"]["WrittenOut"];
        };
        /**
         * @description A step of a line.
         * @enum {string}
         */
        StepIn: "preparing" | "ready" | "served";
        /** @description The mark of a dish, or of one variant of it. */
        StockOut: {
            /** @description The dish. */
            dish_id: string;
            /**
             * Format: int32
             * @description Portions left, where they are counted.
             */
            portions?: number | null;
            /** @description `available` or `sold_out`. */
            status: string;
            /**
             * Format: date-time
             * @description When a sold-out mark falls off by itself.
             */
            until?: string | null;
            /** @description The variant, where the mark is for it alone. */
            variant_id?: string | null;
        };
        /** @description Where to go. */
        SwitchIn: {
            /** @description The restaurant's name in links. */
            restaurant: string;
        };
        /** @description A table to add. */
        TableIn: {
            /** @description 1 to 40 characters. */
            floor: string;
            /** @description 1 to 40 characters, unique in the restaurant. */
            name: string;
            /**
             * Format: int32
             * @description 1 to 100.
             */
            seats: number;
        };
        /** @description A table with its code. */
        TableOut: {
            /** @description The floor it stands on. */
            floor: string;
            /** @description Its id. */
            id: string;
            /** @description The link that the QR code holds. */
            link: string;
            /** @description What staff and guests call it. */
            name: string;
            /**
             * Format: int32
             * @description How many it seats.
             */
            seats: number;
            /** @description The code. */
            token: string;
        };
        /** @description What changes; what is left out stays. */
        TablePatch: {
            /** @description 1 to 40 characters. */
            floor?: string | null;
            /** @description 1 to 40 characters, unique in the restaurant. */
            name?: string | null;
            /**
             * Format: int32
             * @description 1 to 100.
             */
            seats?: number | null;
        };
        /** @description A table of a tab. */
        TableRefOut: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description One sitting, or one parcel. */
        TabOut: {
            /** @description What it owes. */
            bill: components["schemas"]["BillOut"];
            /** @description `dine_in` or `parcel`. */
            channel: string;
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at?: string | null;
            /** @description Who a parcel is for; for staff alone. */
            customer?: string | null;
            /** @description The phones at it; staff also see those that were removed. */
            guests: components["schemas"]["GuestOut"][];
            /** @description Its id. */
            id: string;
            /** @description The tab that goes on, where this one was joined into it. */
            joined_into?: string | null;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            opened_at: string;
            /** @description The rounds, oldest first. */
            orders: components["schemas"]["OrderOut"][];
            /** @description Every attempt to pay. */
            payments: components["schemas"]["PaymentOut"][];
            /** @description The digits staff read out; for staff alone. */
            pin?: string | null;
            /** @description Calls for service. */
            service_requests: components["schemas"]["ServiceRequestOut"][];
            /** @description True with at least one order, all served or dead, and nothing owed. */
            settled: boolean;
            /** @description `open`, `closed` or `joined`. */
            status: string;
            /** @description Its tables. */
            tables: components["schemas"]["TableRefOut"][];
            /**
             * Format: int64
             * @description Counts up with every change.
             */
            version: number;
        };
        /** @description A tab in a list. */
        TabSummary: {
            /** @description What is still owed. */
            balance: components["schemas"]["Money"];
            /** @description `dine_in` or `parcel`. */
            channel: string;
            /** @description Who a parcel is for. */
            customer?: string | null;
            /** @description Phones at it. */
            guest_count: number;
            /** @description Its id. */
            id: string;
            /** @description Orders that are not finished. */
            live_order_count: number;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            opened_at: string;
            /** @description The digits staff read out. */
            pin: string;
            /** @description True with at least one order, all served or dead, and nothing owed. */
            settled: boolean;
            /** @description `open`, `closed` or `joined`. */
            status: string;
            /** @description Its tables. */
            tables: components["schemas"]["TableRefOut"][];
            /** @description What it owes in all. */
            total: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Counts up with every change.
             */
            version: number;
        };
        /** @description A tax class. */
        TaxClassIo: {
            /** @description The taxes, each shown on its own line of the bill. */
            components: components["schemas"]["TaxComponentIo"][];
            /** @description True when menu prices already hold the tax. */
            inclusive: boolean;
            /** @description What dishes refer to it by. */
            key: string;
            /** @description Its name for people. */
            name: string;
        };
        /** @description One tax of a class. */
        TaxComponentIo: {
            /** @description Its name on the bill. */
            name: string;
            /**
             * Format: int32
             * @description Its rate in hundredths of a percent.
             */
            rate_basis_points: number;
        };
        /** @description One tax of a bill. */
        TaxOut: {
            /** @description How much. */
            amount: components["schemas"]["Money"];
            /** @description True when the prices already hold it. */
            inclusive: boolean;
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Its rate in hundredths of a percent.
             */
            rate_basis_points: number;
        };
        /** @description The business day so far, and how the floor stands now. */
        TodayOut: {
            /**
             * Format: date-time
             * @description The moment.
             */
            at: string;
            /** @description Revenue per tab with an order, rounded half-up; zero without any. */
            average_ticket: components["schemas"]["Money"];
            /**
             * @description The business day, as `YYYY-MM-DD`.
             * @example 2026-11-23
             */
            business_day: string;
            /**
             * Format: int64
             * @description Phones at the tabs that ordered, without those that were removed.
             */
            guests: number;
            /**
             * Format: int64
             * @description Lines on open tabs whose `promised_at` is over and that are not ready, from whichever day.
             */
            late_lines: number;
            /**
             * Format: int64
             * @description The median of the whole minutes from accepting to ready; null where nothing was measured.
             */
            median_minutes?: number | null;
            /** @description What is still owed on them. */
            open_balance: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Tabs that are open, since whichever day.
             */
            open_tabs: number;
            /**
             * Format: int64
             * @description Orders with at least one line on a bill: placed, and not rejected, cancelled or struck off as a whole.
             */
            orders: number;
            /** @description What guests were billed for them, without tips. */
            revenue: components["schemas"]["Money"];
            /**
             * Format: int64
             * @description Lines that were brought to the table.
             */
            served_lines: number;
            /** @description The dishes that took longest from placing to ready, the slowest first, at most five. */
            slowest: components["schemas"]["SlowDishOut"][];
        };
        /** @description A size or portion. */
        VariantOut: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its price. */
            price: components["schemas"]["Money"];
        };
        /** @description A chosen variant. */
        VariantRef: {
            /** @description Its id. */
            id: string;
            /** @description Its name. */
            name: string;
        };
        /** @description What the store wrote. */
        WrittenOut: {
            /**
             * Format: int64
             * @description Commits of tabs within them.
             */
            commits: number;
            /**
             * Format: int64
             * @description Transactions that reached the disk.
             */
            transactions: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
