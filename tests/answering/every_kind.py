"""A survey with a question of every kind and every option that a question can have, and a form that answers it all."""

from collections.abc import Mapping

SLUG = "every-kind"

EVERY_KIND = """
    slug: every-kind
    language: en
    title: Every kind of question
    summary: One question of each kind, to see that all of them work.
    introduction: [Here is one question of each kind., You can leave out what you like.]
    consent: [You can stop at any time., We do not ask for your name.]
    thanks: Thank you. Every kind of question has been seen.
    roles: {home_ward: home, quote_consent: may_quote, age_band: age}
    scales:
      how_far:
        - {code: agree, label: I agree}
        - {code: neither, label: I neither agree nor disagree}
        - {code: disagree, label: I disagree}
    sections:
      - code: you
        title: You and this town
        introduction: These questions are about you.
        questions:
          - code: lives_here
            kind: yes_no
            label: Do you live in this town?
            easy: Is your home here?
            hint: A room or a place in a hostel is a home too.
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
            dont_know: true
            prefer_not_to_say: true
          - code: speaks
            kind: single
            label: Which language do you speak most at home?
            easy: Which language do you speak at home?
            why: We want to know whom we hear and whom we do not hear.
            choices:
              - {code: english, label: English}
              - {code: somali, label: Somali}
              - {code: arabic, label: Arabic}
              - {code: another, label: Another language, other: true}
            max_length: 60
            random_order: true
            dont_know: true
            prefer_not_to_say: true
          - code: home
            kind: ward
            label: In which ward do you live?
            dont_know: true
            prefer_not_to_say: true
          - code: age
            kind: single
            label: How old are you?
            why: Some ages answer less often than others.
            choices: [{code: under_30, label: Under 30}, {code: from_30, label: 30 or over}]
            prefer_not_to_say: true
          - code: years
            kind: number
            label: How many years have you lived here?
            hint: A whole number is enough.
            minimum: 0
            maximum: 120
            dont_know: true
      - code: everyday
        title: Everyday places
        questions:
          - code: belong
            kind: agreement
            label: I belong to my neighbourhood.
            scale: how_far
            dimensions: [social]
            level: neighbourhood
            measures: {construct: belonging, parallel: a public item}
            required: true
            dont_know: true
            prefer_not_to_say: true
          - code: ways
            kind: multiple
            label: How do you get around?
            choices:
              - {code: foot, label: On foot}
              - {code: bus, label: By bus}
              - {code: bike, label: By bike}
              - {code: another, label: In another way, other: true}
              - {code: none, label: I stay at home, exclusive: true}
            random_order: true
            dont_know: true
            prefer_not_to_say: true
          - code: how_often
            kind: grid
            label: How often do you go to these places?
            easy: How often do you go there?
            hint: Think of the last month.
            rows:
              - {code: park, label: A park}
              - {code: library, label: A library}
              - {code: market, label: A market}
            choices:
              - {code: often, label: Often}
              - {code: sometimes, label: Sometimes}
              - {code: never, label: Never}
            random_order: true
            dont_know: true
            prefer_not_to_say: true
          - code: welcome
            kind: zero_to_ten
            label: How welcome do you feel here?
            low: Not at all welcome
            high: As welcome as I can be
            dont_know: true
            prefer_not_to_say: true
          - code: what_first
            kind: ranking
            label: What should the town mend first?
            choices:
              - {code: buses, label: Buses}
              - {code: parks, label: Parks}
              - {code: houses, label: Houses}
            random_order: true
            dont_know: true
            prefer_not_to_say: true
      - code: story
        title: Your story
        questions:
          - code: since
            kind: date
            label: Since when have you lived here?
            dont_know: true
            prefer_not_to_say: true
          - code: where_met
            kind: place
            label: Where did you last meet somebody new?
            choices:
              - {code: on_a_route, label: On the way somewhere}
              - {code: several_places, label: In several places}
              - {code: whole_city, label: All over the town}
              - {code: outside_the_town, label: Outside the town}
              - {code: online, label: Online}
            dont_know: true
            prefer_not_to_say: true
          - code: one_word
            kind: short_text
            label: Which word comes to mind when you think of this town?
            max_length: 40
            dont_know: true
          - code: what_helps
            kind: long_text
            label: What would help you to feel at home?
            easy: What would help you?
            hint: Write as much as you like.
            asks_for: enabler
            dimensions: [social, civic]
            max_length: 500
            required: true
            dont_know: true
            prefer_not_to_say: true
          - code: say_it
            kind: voice
            label: What gets in your way?
            easy: What makes life hard?
            hint: Tell us about one thing.
            asks_for: barrier
            dimensions: [spatial]
            dont_know: true
            prefer_not_to_say: true
          - code: pictures
            kind: photo
            label: Do you want to show us a place?
            easy: Do you have a photo of a place?
            hint: A photo of a place where you feel at home, or where you do not.
            maximum: 3
            dont_know: true
            prefer_not_to_say: true
      - code: words
        title: Your words
        show_if: {not: {question: lives_here, is: "no"}}
        questions:
          - code: may_quote
            kind: yes_no
            label: May we print your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
            show_if: {any: [{question: welcome, at_least: 0}, {question: what_helps, answered: true}]}
"""

FILLED_IN: Mapping[str, Mapping[str, list[str]]] = {
    "you": {
        "q_lives_here": ["yes"],
        "q_speaks": ["another"],
        "q_speaks.other": ["Tigrinya ትግርኛ"],
        "q_home": ["-"],
        "q_age": ["from_30"],
        "q_years": ["12"],
    },
    "everyday": {
        "q_belong": ["agree"],
        "q_ways": ["foot", "another"],
        "q_ways.other": ["by boat"],
        "q_how_often.park": ["often"],
        "q_how_often.market": ["never"],
        "q_welcome": ["7"],
        "q_what_first.houses": ["1"],
        "q_what_first.buses": ["2"],
    },
    "story": {
        "q_since.year": ["2019"],
        "q_since.month": ["4"],
        "q_where_met": ["on_a_route"],
        "q_where_met.words": ["on the bridge"],
        "q_one_word": ["Hills"],
        "q_what_helps": ["A bench\nnear the school."],
        "q_say_it": ["The bus\nis late."],
        "q_pictures_pnts": ["1"],
    },
    "words": {"q_may_quote": ["yes"]},
}
"""Section code to a form that a browser could send; one answer with words beside it, one partial, two not said."""
