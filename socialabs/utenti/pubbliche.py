"""The views that anyone may open without signing in; a test walks every URL and finds all others closed."""

PUBBLICHE = frozenset(
    {
        # the house
        "base:accessibilita",
        "base:privacy",
        "healthz",
        "set_language",
        # whoever holds a document may ask whether it is authentic
        "documenti:verifica",
        "documenti:esito",
        # a firm that wants to know what it would owe: nothing it says is kept
        "simulazioni:calcolatore",
        # a public body asks whether a company meets its duty (art. 17), and fetches the answer by its link
        "ottemperanza:richiesta",
        "ottemperanza:conferma",
        "ottemperanza:risposta",
        "ottemperanza:risposta_documento",
        # the table's public page and open data: only what it has published
        "tavolo:pubblico",
        "tavolo:pubblico_componenti",
        "tavolo:pubblico_sedute",
        "tavolo:pubblico_ics",
        "tavolo:pubblico_verbale",
        "tavolo:pubblico_verbale_pdf",
        "tavolo:pubblico_decisioni",
        "tavolo:pubblico_dati",
        "tavolo:pubblico_catalogo",
        "tavolo:pubblico_insieme",
        # the way in
        "account_login",
        "account_signup",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_confirm_email",
        "account_email_verification_sent",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "utenti:invito",
        # the calendar of who holds its secret address
        "promemoria:calendario_pubblico",
        # members of the table without an account read and comment the minutes by their own link
        "tavolo:verbale_personale",
        # the link in a convocation: its secret stands for one person in one meeting
        "tavolo:risposta",
        "tavolo:risposta_calendario",
        "tavolo:risposta_documento",
        "tavolo:nuovo_collegamento",
        # the demonstration's one-click accounts: 404 wherever settings.DEMO is off
        "demo_entra",
    }
)
